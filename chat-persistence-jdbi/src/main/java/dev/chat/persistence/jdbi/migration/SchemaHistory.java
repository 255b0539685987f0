package dev.chat.persistence.jdbi.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table that remembers which migrations have run, in the schema that the connection is in. It has the form that
 * Flyway gave it, since databases exist that Flyway has made.
 */
public final class SchemaHistory {
    /** The table's name. */
    public static final String TABLE = "chat_schema_history";

    private static final String DONE = "SQL";

    /** A migration that has begun; a row that a kill has left behind says so as well. */
    private static final String BEGUN = "BEGUN";

    /** A migration that the database has refused to go on with. */
    private static final String STOPPED = "STOPPED";

    private final Connection connection;

    /** Creates one on a connection that is in the tables' schema. */
    public SchemaHistory(Connection connection) {
        this.connection = connection;
    }

    /** Creates the table, which must not be there. */
    public void create() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table "chat_schema_history" (
                        "installed_rank" integer not null,
                        "version" varchar(50),
                        "description" varchar(200) not null,
                        "type" varchar(20) not null,
                        "script" varchar(1000) not null,
                        "checksum" integer,
                        "installed_by" varchar(100) not null,
                        "installed_on" timestamp default current_timestamp not null,
                        "execution_time" integer not null,
                        "success" boolean not null,
                        constraint "chat_schema_history_pk" primary key ("installed_rank")
                    )""");
        }
    }

    /** {@return all rows, in the order in which they were written} */
    public List<Row> rows() throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                        select "installed_rank", "version", "type", "checksum", "execution_time", "success"
                        from "chat_schema_history" order by "installed_rank\"""");
                ResultSet columns = select.executeQuery()) {
            while (columns.next()) {
                rows.add(new Row(
                        columns.getInt(1),
                        columns.getString(2),
                        columns.getString(3),
                        columns.getObject(4, Integer.class),
                        columns.getInt(5),
                        columns.getBoolean(6)));
            }
        }
        return rows;
    }

    /** Notes that a migration begins; none of its statements is done. */
    public void begin(Migration migration) throws SQLException {
        int rank = rows().stream().mapToInt(Row::rank).max().orElse(0) + 1;
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into "chat_schema_history" ("installed_rank", "version", "description", "type", "script",
                    "checksum", "installed_by", "execution_time", "success")
                values (?, ?, ?, ?, ?, ?, ?, 0, false)""")) {
            insert.setInt(1, rank);
            insert.setString(2, Integer.toString(migration.version()));
            insert.setString(3, migration.description());
            insert.setString(4, BEGUN);
            insert.setString(5, migration.script());
            insert.setInt(6, migration.checksum());
            insert.setString(
                    7, Objects.requireNonNullElse(connection.getMetaData().getUserName(), ""));
            insert.executeUpdate();
        }
    }

    /** Notes how many of its statements are done. */
    public void progress(Migration migration, int statements) throws SQLException {
        update(migration, BEGUN, statements, false);
    }

    /** Notes that the database has refused the statement after so many. */
    public void stop(Migration migration, int statements) throws SQLException {
        update(migration, STOPPED, statements, false);
    }

    /** Notes that all of it is done. */
    public void finish(Migration migration) throws SQLException {
        update(migration, DONE, 0, true);
    }

    private void update(Migration migration, String type, int time, boolean success) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update "chat_schema_history" set "type" = ?, "execution_time" = ?, "success" = ?
                where "version" = ?""")) {
            update.setString(1, type);
            update.setInt(2, time);
            update.setBoolean(3, success);
            update.setString(4, Integer.toString(migration.version()));
            update.executeUpdate();
        }
    }

    /**
     * What is known of a migration.
     *
     * @param rank when it was run, in relation to the others
     * @param version the version of the tables afterwards
     * @param type what kind of row it is
     * @param checksum that of its file
     * @param time how long it took; of an unfinished one, how many of its statements are done
     * @param success whether it is finished
     */
    public record Row(
            int rank,
            @Nullable String version,
            String type,
            @Nullable Integer checksum,
            int time,
            boolean success) {
        /** {@return whether this is about a migration} */
        public boolean isOf(Migration migration) {
            return Integer.toString(migration.version()).equals(version);
        }

        /** {@return whether Flyway has noted here that the schema had tables of others when the first migration ran} */
        public boolean isBaseline() {
            // Flyway notes in a row without a version that it has created its table.
            return version == null || type.equals("BASELINE") || type.equals("SCHEMA");
        }

        /** {@return whether it can be gone on with: it is unfinished, and how far it came is known} */
        public boolean isUnfinished() {
            return !success && (type.equals(BEGUN) || type.equals(STOPPED));
        }

        /** {@return whether its last statement may be done or not: the process ended before that was noted} */
        public boolean wasCutOff() {
            return type.equals(BEGUN);
        }

        /** {@return the row about a migration, if there is one} */
        public static Optional<Row> of(Migration migration, List<Row> rows) {
            return rows.stream().filter(row -> row.isOf(migration)).findFirst();
        }
    }
}
