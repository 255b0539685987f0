package dev.chat.persistence.jdbi;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** A host application's database, of which nothing is known but how to connect to it. */
final class HostDatabase {
    private HostDatabase() {}

    /** Opens one connection, to see what it leads to; waits for none for longer than the patience. */
    static DataSource of(DataSource host, Duration patience) {
        try (Connection connection = host.getConnection()) {
            if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                // H2 within the process takes an interrupt, which ends a wait, for a failure of its file.
                return host;
            }
            DataSource pool = new SharedPool(host, patience);
            return Pooler.isBehind(connection) ? Pooler.unprepared(pool) : pool;
        } catch (SQLException failure) {
            throw Failures.connecting(failure);
        }
    }
}
