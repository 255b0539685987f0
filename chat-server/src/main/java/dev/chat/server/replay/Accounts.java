package dev.chat.server.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of the users who stand for the people of the logs. Kept in a file, they let a broken-off replay go on as
 * the same users, and so without sending anything twice. A line is a token, a space, and a nick.
 */
final class Accounts {
    private final Map<String, String> tokens = new HashMap<>();
    private final @Nullable Path file;

    private Accounts(@Nullable Path file) {
        this.file = file;
    }

    /** {@return accounts that are forgotten with this process} */
    static Accounts forgotten() {
        return new Accounts(null);
    }

    /**
     * {@return the accounts in a file, which gets what is added}
     *
     * @throws ReplayException if the file cannot be read
     */
    static Accounts in(Path file) throws ReplayException {
        Accounts accounts = new Accounts(file);
        if (Files.exists(file)) {
            lines(file).forEach(accounts::read);
        }
        return accounts;
    }

    private static List<String> lines(Path file) throws ReplayException {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new ReplayException("The file " + file + " holds no accounts that can be read.", unreadable);
        }
    }

    private void read(String line) {
        String[] parts = line.strip().split(" ", 2);
        if (parts.length == 2) {
            tokens.put(parts[1], parts[0]);
        }
    }

    Optional<String> token(String nick) {
        return Optional.ofNullable(tokens.get(nick));
    }

    /**
     * Remembers an account.
     *
     * @throws ReplayException if the file cannot be written
     */
    void add(String nick, String token) throws ReplayException {
        tokens.put(nick, token);
        if (file != null) {
            append(file, token + " " + nick + "\n");
        }
    }

    private static void append(Path file, String line) throws ReplayException {
        try {
            Files.writeString(file, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new ReplayException("The file " + file + " cannot be written.", failure);
        }
    }
}
