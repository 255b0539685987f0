package dev.chat.persistence.jdbi;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a PostgreSQL server lets a store of its own do.
 *
 * @param behindPooler whether a pooler stands in between
 * @param mostConnections how many connections may be open at once
 */
record PostgresqlAccess(boolean behindPooler, int mostConnections) {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresqlAccess.class);

    /** Superusers are bound by the server's own limit alone; {@code least} passes over what is null. */
    private static final String MOST_CONNECTIONS = """
            select least(
              case when not rolsuper and rolconnlimit >= 0 then rolconnlimit end,
              case when not rolsuper and datconnlimit >= 0 then datconnlimit end,
              current_setting('max_connections')::integer
                - current_setting('superuser_reserved_connections')::integer)
            from pg_roles, pg_database
            where rolname = session_user and datname = current_database()""";

    /**
     * Opens one connection, to see.
     *
     * @throws dev.chat.core.store.StoreException if there is no way to connect
     */
    static PostgresqlAccess of(DataSource source) {
        try (Connection connection = source.getConnection()) {
            return Pooler.isBehind(connection)
                    // The pooler lets others wait.
                    ? new PostgresqlAccess(true, Integer.MAX_VALUE)
                    : new PostgresqlAccess(false, mostConnections(connection));
        } catch (SQLException failure) {
            throw Failures.connecting(failure);
        }
    }

    private static int mostConnections(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet most = statement.executeQuery(MOST_CONNECTIONS)) {
            most.next();
            return most.getInt(1);
        }
    }

    /**
     * The same settings with no more connections than there may be.
     *
     * @throws dev.chat.core.store.StoreException if there may be too few
     */
    StoreSettings fitted(StoreSettings settings) {
        if (settings.connections() <= mostConnections) {
            return settings;
        }
        if (mostConnections < StoreSettings.LEAST_CONNECTIONS) {
            throw new StoreRefusedException("The role, the database or the server allows " + mostConnections
                    + " connections at once, and the chat needs at least " + StoreSettings.LEAST_CONNECTIONS
                    + ": alter role … connection limit " + settings.connections());
        }
        LOG.warn(
                "The role, the database or the server allows {} connections at once: the chat uses no more, instead of {}",
                mostConnections,
                settings.connections());
        return settings.withConnections(mostConnections);
    }
}
