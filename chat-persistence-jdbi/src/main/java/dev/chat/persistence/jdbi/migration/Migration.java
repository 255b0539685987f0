package dev.chat.persistence.jdbi.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * One step from an older version of the tables to the next, kept in a file such as {@code V2__first_text.sql}.
 *
 * @param version the version that the tables have afterwards, from 1 on
 * @param description what it does, in a few words
 * @param script the file's name
 * @param sql the file's content, with placeholders
 */
public record Migration(int version, String description, String script, String sql) {
    private static final String FOLDER = "/db/chat/migration/";

    /** All there are, in order. A file that is not named here does not run. */
    public static final List<Migration> ALL = Stream.of(
                    "V1__chat.sql",
                    "V2__first_text.sql",
                    "V3__client_ids_lie_together.sql",
                    "V4__members_joined_at_a_position.sql",
                    "V5__identities.sql")
            .map(Migration::of)
            .toList();

    private static Migration of(String script) {
        int separator = script.indexOf("__");
        return new Migration(
                Integer.parseInt(script.substring(1, separator)),
                script.substring(separator + 2, script.length() - ".sql".length())
                        .replace('_', ' '),
                script,
                read(script));
    }

    private static String read(String script) {
        try (InputStream file = Migration.class.getResourceAsStream(FOLDER + script)) {
            if (file == null) {
                throw new IllegalStateException("The file is missing: " + FOLDER + script);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** {@return the file's statements, in order, with these values for its placeholders} */
    public List<String> statements(Map<String, String> placeholders) {
        return SqlScript.statements(sql, placeholders);
    }

    /** {@return what tells whether the file is still the one that was run: Flyway's checksum, which databases hold} */
    public int checksum() {
        CRC32 checksum = new CRC32();
        sql.lines().forEach(line -> checksum.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) checksum.getValue();
    }
}
