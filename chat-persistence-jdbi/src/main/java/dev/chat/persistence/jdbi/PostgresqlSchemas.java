package dev.chat.persistence.jdbi;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Everything happens in one transaction: it is done as a whole or not at all, and leaves no trace on the session. */
final class PostgresqlSchemas implements Schemas {
    /** Any number will do that nobody else uses. */
    private static final long MIGRATIONS = 0x63686174_6d696772L;

    /** A limit that only newer servers know. */
    private static final String UNBOUNDED =
            "select set_config(name, '0', true) from pg_settings where name = 'transaction_timeout'";

    private static final String FIND = """
            select n.nspname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.oid = pg_catalog.to_regclass(?)""";

    @Override
    public String findingSchema() {
        return FIND;
    }

    @Override
    public boolean isCalled(String listed, String name) {
        return listed.equals(name);
    }

    @Override
    public void enter(Connection connection, String schema) throws SQLException {
        execute(connection, "set local search_path to " + Qualifier.quoted(schema));
    }

    @Override
    public void whileAlone(Connection connection, Alteration alteration) throws SQLException {
        boolean before = connection.getAutoCommit();
        connection.setAutoCommit(false);
        // A pool may have asked something, and so begun.
        connection.rollback();
        try {
            execute(connection, "set transaction isolation level read committed");
            // However long it takes, and however long another server takes.
            execute(
                    connection,
                    "set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; " + UNBOUNDED);
            execute(connection, "set local lock_timeout = 0");
            // Held until the transaction ends.
            execute(connection, "select pg_advisory_xact_lock(" + MIGRATIONS + ")");
            alteration.run();
            connection.commit();
        } catch (Throwable failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(before);
        }
    }

    @Override
    public boolean isTransactional() {
        return true;
    }

    @Override
    public boolean isDoneAlready(SQLException failure) {
        return false;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
