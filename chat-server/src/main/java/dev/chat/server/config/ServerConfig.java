package dev.chat.server.config;

import dev.chat.server.config.Database.Durability;
import dev.chat.web.javalin.TrustedProxies;
import java.net.IDN;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the server is told, checked.
 *
 * @param host the network address to listen on
 * @param port the port to listen on; 0 for any
 * @param publicHosts the names under which the server is reached; empty if nobody says
 * @param path under which everything is served: {@code /}, or with a slash before and none after
 * @param database where everything is kept
 * @param trustedProxies whose word is taken for where a client is
 * @param limits how much users and addresses may ask for
 * @param logs what is logged, and where
 */
public record ServerConfig(
        String host,
        int port,
        Set<String> publicHosts,
        String path,
        Database database,
        TrustedProxies trustedProxies,
        Limits limits,
        LogSettings logs) {
    private static final int LAST_PORT = 65_535;
    private static final int LEAST_DATABASE_CONNECTIONS = 2;
    private static final int MOST_DATABASE_CONNECTIONS = 1_000;

    /**
     * {@return what the settings say}
     *
     * @throws InvalidSettingException if one of them cannot be
     */
    public static ServerConfig from(Settings settings) throws InvalidSettingException {
        return new ServerConfig(
                settings.get(Setting.HOST).orElseThrow(),
                settings.get(Setting.PORT, value -> number(value, 0, LAST_PORT), "a number from 0 to 65535"),
                publicHosts(settings),
                settings.get(
                        Setting.PATH, ServerConfig::path, "a path such as /chat, of letters, digits and - . _ ~ /"),
                database(settings),
                trustedProxies(settings),
                Limits.from(settings),
                LogSettings.from(settings));
    }

    private static Set<String> publicHosts(Settings settings) throws InvalidSettingException {
        Optional<String> set = settings.get(Setting.PUBLIC_HOST);
        return set.isEmpty()
                ? Set.of()
                : settings.get(
                        Setting.PUBLIC_HOST,
                        ServerConfig::names,
                        "names such as chat.example.org, separated by commas");
    }

    private static Set<String> names(String value) {
        Set<String> names =
                Arrays.stream(value.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        if (!names.stream().allMatch(name -> IDN.toASCII(name).matches("[A-Za-z0-9_-]+([.][A-Za-z0-9_-]+)*[.]?"))) {
            throw new IllegalArgumentException("Not only names");
        }
        return names;
    }

    private static Database database(Settings settings) throws InvalidSettingException {
        Optional<String> url = settings.get(Setting.DATABASE_URL);
        Durability durability =
                settings.get(Setting.DURABILITY, value -> oneOf(Durability.class, value), "one of sync and process");
        if (url.isEmpty()) {
            return new Database.Embedded(settings.path(Setting.DATA).orElseThrow(), durability);
        }
        if (!url.get().startsWith("jdbc:postgresql:")) {
            // The value may hold a password: it is not repeated.
            throw new InvalidSettingException(settings.nameInSource(Setting.DATABASE_URL)
                    + " must be such as jdbc:postgresql://db.example.org:5432/chat.");
        }
        return new Database.PostgreSql(
                url.get(),
                settings.get(Setting.DATABASE_USER).orElse(""),
                settings.get(Setting.DATABASE_PASSWORD).orElse(""),
                settings.get(
                        Setting.DATABASE_CONNECTIONS,
                        value -> number(value, LEAST_DATABASE_CONNECTIONS, MOST_DATABASE_CONNECTIONS),
                        "a number from 2 to 1000"),
                durability);
    }

    private static TrustedProxies trustedProxies(Settings settings) throws InvalidSettingException {
        return settings.get(Setting.TRUSTED_PROXIES).isEmpty()
                ? TrustedProxies.NONE
                : settings.get(
                        Setting.TRUSTED_PROXIES,
                        value -> TrustedProxies.of(List.of(value.strip().split("\\s*,\\s*"))),
                        "addresses such as 127.0.0.1,::1 or 10.0.0.0/8");
    }

    static int number(String value, int least, int most) {
        int number = Integer.parseInt(value);
        if (number < least || number > most) {
            throw new IllegalArgumentException("Out of range");
        }
        return number;
    }

    private static String path(String value) {
        if (!value.matches("[A-Za-z0-9._~/-]*") || value.contains("//") || value.matches("(.*/)?[.]{1,2}(/.*)?")) {
            throw new IllegalArgumentException("No path");
        }
        return "/" + value.replaceFirst("^/", "").replaceFirst("/$", "");
    }

    static <E extends Enum<E>> E oneOf(Class<E> type, String value) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("None of them"));
    }
}
