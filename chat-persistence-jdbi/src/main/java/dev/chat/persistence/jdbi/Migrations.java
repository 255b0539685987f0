package dev.chat.persistence.jdbi;

import dev.chat.core.store.StoreException;
import dev.chat.persistence.jdbi.migration.Migration;
import dev.chat.persistence.jdbi.migration.SchemaHistory;
import dev.chat.persistence.jdbi.migration.SchemaHistory.Row;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Brings a database's tables up to date. Where the database undoes definitions on a rollback, all of it happens or
 * nothing. Elsewhere each statement commits by itself, and the history notes how far a migration has come: one that was
 * cut off, by a kill at any point, goes on from there when the database is opened next.
 */
final class Migrations {
    private static final String NOT_ALLOWED = "42501";

    private final Connection connection;
    private final SchemaHistory history;
    private final Schemas schemas;
    private final Map<String, String> placeholders;

    private Migrations(Connection connection, Dialect dialect) {
        this.connection = connection;
        history = new SchemaHistory(connection);
        schemas = dialect.schemas();
        // The epoch counts only where its table is created.
        placeholders = Map.of("epoch", UUID.randomUUID().toString(), "exact", dialect.exactCollation());
    }

    /**
     * Several processes may do this at once: one migrates, the others wait.
     *
     * @param ownSchema where to create the tables if they are not there yet, neither in that schema nor where the
     *     connections start; null for where the connections start
     * @return the schema of the tables
     */
    static String run(DataSource database, Dialect dialect, @Nullable String ownSchema) {
        try (Connection connection = database.getConnection()) {
            Migrations migrations = new Migrations(connection, dialect);
            String[] schema = new String[1];
            dialect.schemas().whileAlone(connection, () -> {
                schema[0] = migrations.schema(ownSchema);
                dialect.schemas().enter(connection, schema[0]);
                migrations.run(Migration.ALL);
            });
            return schema[0];
        } catch (SQLException failure) {
            throw Failures.translated(failure);
        }
    }

    private String schema(@Nullable String ownSchema) throws SQLException {
        Optional<String> existing = schemas.find(connection, SchemaHistory.TABLE);
        if (existing.isPresent()) {
            return existing.get();
        }
        if (ownSchema != null) {
            return ownSchema(ownSchema);
        }
        String schema = connection.getSchema();
        if (schema == null) {
            throw refused("The connections start in no schema. Give the role a search_path whose schema exists.");
        }
        return schema;
    }

    private String ownSchema(String name) throws SQLException {
        Optional<String> existing = listed(name);
        if (existing.isPresent()) {
            return existing.get();
        }
        try {
            execute("create schema " + name);
        } catch (SQLException failure) {
            if (NOT_ALLOWED.equals(failure.getSQLState())) {
                throw new StoreRefusedException(
                        ("The schema %1$s cannot be created, which keeps the chat's tables apart from the application's."
                                        + " Let somebody who may run: create schema %1$s authorization %2$s")
                                .formatted(name, connection.getMetaData().getUserName()),
                        failure,
                        false);
            }
            throw failure;
        }
        return listed(name).orElseThrow();
    }

    private Optional<String> listed(String name) throws SQLException {
        try (ResultSet schema = connection.getMetaData().getSchemas()) {
            while (schema.next()) {
                if (schemas.isCalled(schema.getString("TABLE_SCHEM"), name)) {
                    return Optional.of(schema.getString("TABLE_SCHEM"));
                }
            }
        }
        return Optional.empty();
    }

    private void run(List<Migration> migrations) throws SQLException {
        if (schemas.find(connection, SchemaHistory.TABLE).isEmpty()) {
            history.create();
        }
        List<Row> rows = history.rows();
        rows.forEach(row -> requireKnown(row, migrations));
        for (Migration migration : migrations) {
            Optional<Row> row = Row.of(migration, rows);
            if (row.isEmpty()) {
                history.begin(migration);
                apply(migration, 0, false);
            } else if (row.get().isUnfinished()) {
                apply(migration, row.get().time(), row.get().wasCutOff());
            }
        }
    }

    private void requireKnown(Row row, List<Migration> migrations) {
        if (row.isBaseline()) {
            return;
        }
        Migration migration = migrations.stream()
                .filter(row::isOf)
                .findFirst()
                .orElseThrow(() -> refused("The database was made by a newer version of this program: its tables are of"
                        + " version " + row.version() + ", which this one does not know."));
        if (row.checksum() != null && row.checksum() != migration.checksum()) {
            throw refused("The database was made by another version of this program: its " + migration.script()
                    + " was another file.");
        }
        if (!row.success() && !row.isUnfinished()) {
            throw refused(migration.script() + " has failed in this database, and left a part of its work. Restore a"
                    + " backup, or begin with an empty schema.");
        }
    }

    /** Runs the statements that are left. The first of them may be done already if it is not known. */
    private void apply(Migration migration, int done, boolean firstMayBeDone) throws SQLException {
        List<String> statements = migration.statements(placeholders);
        for (int index = done; index < statements.size(); index++) {
            note(() -> {});
            try {
                execute(statements.get(index));
            } catch (SQLException failure) {
                if (index > done || !firstMayBeDone || !schemas.isDoneAlready(failure)) {
                    noteStop(migration, index, failure);
                    throw failure;
                }
            }
            int next = index + 1;
            // With what the statement has written: either both are there after a kill, or none.
            note(() -> history.progress(migration, next));
        }
        history.finish(migration);
        note(() -> {});
    }

    private void noteStop(Migration migration, int done, SQLException failure) {
        try {
            note(() -> {
                connection.rollback();
                history.stop(migration, done);
            });
        } catch (SQLException another) {
            failure.addSuppressed(another);
        }
    }

    /** Commits what is noted, if it has to be known after a kill; else a rollback undoes all. */
    private void note(Schemas.Alteration note) throws SQLException {
        if (!schemas.isTransactional()) {
            note.run();
            connection.commit();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static StoreException refused(String message) {
        return new StoreRefusedException(message);
    }
}
