package dev.chat.server.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
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
     * @throws IOException if the file cannot be read
     */
    static Accounts in(Path file) throws IOException {
        Accounts accounts = new Accounts(file);
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split(" ", 2);
                if (parts.length == 2) {
                    accounts.tokens.put(parts[1], parts[0]);
                }
            }
        }
        return accounts;
    }

    Optional<String> token(String nick) {
        return Optional.ofNullable(tokens.get(nick));
    }

    /**
     * Remembers an account.
     *
     * @throws IOException if the file cannot be written
     */
    void add(String nick, String token) throws IOException {
        tokens.put(nick, token);
        if (file != null) {
            String line = token + " " + nick + "\n";
            Files.writeString(file, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
