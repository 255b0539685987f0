package dev.chat.persistence.jdbi;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Keeps keys exact in an H2 database of a host's, whatever that compares text by: the columns that decide on equality
 * and order become binary, and hold the same text in UTF-8, where the host's text is not compared by code point.
 */
final class ExactKeys {
    /** These know no {@code limit}, or take an empty text for none. */
    private static final Set<String> UNUSABLE_MODES = Set.of("STRICT", "DERBY", "MSSQLSERVER", "ORACLE");

    /** The type of a key where the database compares text by code point. */
    static final String TEXT = "character varying";

    private static final String BINARY = "binary varying";

    /** In capitals: H2 has them so unless it makes all names small, these too. */
    private static final String OF_COLUMN =
            "select count(*) from INFORMATION_SCHEMA.COLUMNS where lower(TABLE_NAME) = ? and lower(COLUMN_NAME) = ? and ";

    private static final String EXACT_TEXT = "upper(DATA_TYPE) = 'CHARACTER VARYING' and upper(COLLATION_NAME) = 'OFF'";
    private static final String IS_BINARY = "upper(DATA_TYPE) = 'BINARY VARYING'";

    private static final List<Column> COLUMNS = List.of(
            new Column("chat_users", "name_key"),
            new Column("chat_sessions", "token_hash"),
            new Column("chat_rooms", "name_key"),
            new Column("chat_members", "role"),
            new Column("chat_messages", "client_id"),
            new Column("chat_identities", "provider"),
            new Column("chat_identities", "subject"));

    private ExactKeys() {}

    private record Column(String table, String name) {}

    /**
     * Makes sure that the database understands what a store says.
     *
     * @throws StoreRefusedException if it is in a mode in which it does not
     */
    static void requireMode(Handle handle) {
        String mode = setting(handle, "MODE");
        if (UNUSABLE_MODES.contains(mode.toUpperCase(Locale.ROOT))) {
            throw new StoreRefusedException("The chat cannot use an H2 database in MODE=" + mode
                    + ". Use REGULAR, LEGACY, PostgreSQL, MySQL, MariaDB, DB2 or HSQLDB.");
        }
    }

    /** {@return the type that all the keys have from now on} */
    static String keep(Jdbi jdbi) {
        return Failures.translating(() -> jdbi.withHandle(handle -> {
            if (COLUMNS.stream().allMatch(column -> hasType(handle, column, EXACT_TEXT))) {
                return TEXT;
            }
            COLUMNS.stream()
                    .filter(column -> !hasType(handle, column, IS_BINARY))
                    .forEach(column -> handle.execute("alter table " + column.table + " alter column " + column.name
                            + " set data type " + BINARY));
            return BINARY;
        }));
    }

    private static boolean hasType(Handle handle, Column column, String condition) {
        return handle.select(OF_COLUMN + condition, column.table, column.name)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    private static String setting(Handle handle, String name) {
        return handle.select("select SETTING_VALUE from INFORMATION_SCHEMA.SETTINGS where SETTING_NAME = ?", name)
                .mapTo(String.class)
                .findOne()
                .orElse("");
    }
}
