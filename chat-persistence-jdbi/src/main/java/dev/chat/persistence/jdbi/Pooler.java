package dev.chat.persistence.jdbi;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * A pooler such as PgBouncer, which stands between us and PostgreSQL and may hand each transaction another session of
 * the server's. Nothing that belongs to a session outlives a transaction then: no prepared statement, no setting.
 */
final class Pooler {
    private Pooler() {}

    /**
     * Whether a pooler is there: it announces a process number of its own, since the server's changes. A connection
     * whose driver is wrapped beyond recognition has none.
     */
    static boolean isBehind(Connection connection) throws SQLException {
        if (!connection.isWrapperFor(PGConnection.class)) {
            return false;
        }
        int announced = connection.unwrap(PGConnection.class).getBackendPID();
        try (Statement statement = connection.createStatement();
                ResultSet process = statement.executeQuery("select pg_backend_pid()")) {
            process.next();
            return process.getInt(1) != announced;
        }
    }

    /** The same connections, on which nothing is prepared, not even a commit. */
    static DataSource unprepared(DataSource source) {
        return new ForwardingSource(source) {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = open();
                connection.unwrap(PGConnection.class).setPrepareThreshold(0);
                return connection;
            }
        };
    }
}
