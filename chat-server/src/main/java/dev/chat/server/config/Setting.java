package dev.chat.server.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that can be set, each with its one name in three spellings: {@code --database-url},
 * {@code CHAT_DATABASE_URL}, {@code database-url}.
 */
public enum Setting {
    /** The port to listen on. */
    PORT("PORT", "8080", "The port to listen on; 0 picks a free one."),
    /** The network address to listen on. */
    HOST(
            "ADDRESS",
            "127.0.0.1",
            "The network address to listen on. By default only this machine reaches the server; 0.0.0.0 lets everyone in who"
                    + " reaches the machine. Anyone who gets in can take a name and read every room, and the server itself does not"
                    + " encrypt: put a proxy with TLS before it."),
    /** The names under which the server is reached. */
    PUBLIC_HOST(
            "NAMES",
            "",
            "The names under which browsers reach the server, such as chat.example.org, separated by commas; whatever comes under"
                    + " another name is refused with 421. localhost and plain addresses always work. By default no other name does if"
                    + " only this machine reaches the server, and any does otherwise."),
    /** The path under which everything is served. */
    PATH("PATH", "/", "The path under which everything is served, such as /chat behind a proxy."),
    /** The folder of the embedded database. */
    DATA("FOLDER", "chat-data", "The folder that holds everything when the database is the embedded one."),
    /** The address of a PostgreSQL database. */
    DATABASE_URL(
            "URL",
            "",
            "A PostgreSQL database instead of the embedded one, such as jdbc:postgresql://db.example.org:5432/chat."),
    /** The user of the PostgreSQL database. */
    DATABASE_USER("NAME", "", "The user of that database."),
    /** The password of the PostgreSQL database. */
    DATABASE_PASSWORD(
            "", "", "The password of that database. No option: the command lines of a machine are for all to see."),
    /** How many connections to the PostgreSQL database are open at most. */
    DATABASE_CONNECTIONS(
            "NUMBER",
            "16",
            "How many connections to that database are open at once at most, from 2 to 1000. No more are used than its role"
                    + " and the database allow."),
    /** What an acknowledged message outlives. */
    DURABILITY(
            "WHAT",
            "sync",
            "What an acknowledged message outlives. sync: also the loss of power, as commits are synced to disk. process: the death of"
                    + " the server only; faster where a sync is slow (on PostgreSQL, what its synchronous_commit says)."),
    /** The proxies that are believed when they tell where a client is. */
    TRUSTED_PROXIES(
            "ADDRESSES",
            "",
            "The proxies before the server, such as 127.0.0.1,::1 or 10.0.0.0/8, whose X-Forwarded-For (or Forwarded) headers"
                    + " tell the address of a client. Without them, all who come through a proxy count as one client."),
    /** Whether there are limits at all. */
    LIMITS(
            "on|off",
            "on",
            "off switches off all the limits below: for measurements, tests and imports, not for a server that strangers reach."),
    /** How many connections one network address may have. */
    MAX_CONNECTIONS_PER_ADDRESS(
            "NUMBER",
            "1000",
            "How many connections one network address (of IPv6, one network of 64 bits) may have at once."
                    + " Trusted proxies may have any number."),
    /** How many rooms a user may be in. */
    MAX_ROOMS_PER_USER(
            "NUMBER",
            "1000",
            "How many rooms a user may be a member of. A user's new name is a change in each of them."),
    /** How many rooms a user may create or rename. */
    MAX_NEW_ROOMS_PER_HOUR("NUMBER", "100", "How many rooms a user may create, or give another name, in an hour."),
    /** How often a user may take another name. */
    MAX_RENAMINGS_PER_HOUR("NUMBER", "30", "How often a user may take another name in an hour."),
    /** How many sockets and streams a user may have. */
    MAX_CONNECTIONS_PER_USER("NUMBER", "100", "How many WebSockets and streams of events a user may have open."),
    /** How many frames a user may send. */
    MAX_FRAMES_PER_SECOND(
            "NUMBER",
            "100",
            "How many frames a second a user may send through all WebSockets; ten times as many at once."),
    /** How many requests a user may send. */
    MAX_REQUESTS_PER_SECOND(
            "NUMBER", "100", "How many REST requests a second a user may send; ten times as many at once."),
    /** How many requests may come from an address. */
    MAX_REQUESTS_PER_SECOND_PER_ADDRESS(
            "NUMBER",
            "1000",
            "How many REST requests a second may come from one network address; ten times as many at once. Behind a proxy set"
                    + " trusted-proxies, or all count as one."),
    /** How many users may be created from an address. */
    MAX_NEW_USERS_PER_HOUR(
            "NUMBER",
            "500",
            "How many users may be created from one network address in an hour; ten times as many at once."),
    /** How much is logged. */
    LOG_LEVEL(
            "LEVEL", "info", "How much is logged: error, warn, info, debug or trace. From debug on, with every cause."),
    /** The file to log to. */
    LOG_FILE(
            "FILE",
            "",
            "The file to log to, instead of the standard error. When it is full, it becomes FILE.1, FILE.1 becomes FILE.2, and so"
                    + " on."),
    /** The file of requests. */
    ACCESS_LOG(
            "FILE",
            "",
            "A file that gets a line for each request: when it ended, the address of the client, the id of the user, the method and"
                    + " path without what stands behind the question mark, the status, the bytes sent and the milliseconds taken."
                    + " By default there is none."),
    /** How large these files may grow. */
    LOG_FILE_SIZE(
            "MB",
            "10",
            "How many megabytes each of these files may have before the next one is begun, from 1 to 1000."),
    /** How many of these files are kept. */
    LOG_FILES("NUMBER", "5", "How many full ones are kept of each of these files, from 1 to 20.");

    /** What the names of settings in the environment begin with. */
    static final String PREFIX = "CHAT_";

    private final String key = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String valueName;
    private final String defaultValue;
    private final String description;

    Setting(String valueName, String defaultValue, String description) {
        this.valueName = valueName;
        this.defaultValue = defaultValue;
        this.description = description;
    }

    /** {@return the setting of this key in a file; empty if there is none} */
    public static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }

    /** {@return its name in a file} */
    public String key() {
        return key;
    }

    /** {@return its name on the command line; empty for what must not stand there} */
    public Optional<String> option() {
        return isSecret() ? Optional.empty() : Optional.of("--" + key);
    }

    /** {@return its name in the environment} */
    public String variable() {
        return PREFIX + name();
    }

    /** {@return what stands for its value in a description} */
    public String valueName() {
        return valueName;
    }

    /** {@return what it is if nobody says; empty for nothing} */
    public String defaultValue() {
        return defaultValue;
    }

    /** {@return what it means, for the person who sets it} */
    public String description() {
        return description;
    }

    /** {@return whether its value must not show anywhere} */
    public boolean isSecret() {
        return this == DATABASE_PASSWORD;
    }
}
