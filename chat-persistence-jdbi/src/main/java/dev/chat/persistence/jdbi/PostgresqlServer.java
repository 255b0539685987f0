package dev.chat.persistence.jdbi;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database on a PostgreSQL server. */
final class PostgresqlServer {
    /** How many times a call's patience a silent connection is taken for alive. */
    private static final int SILENCE = 6;

    private PostgresqlServer() {}

    static Database open(String url, String user, String password, StoreSettings settings) {
        HikariDataSource pool = Pools.open(configuration(url, user, password, settings), patient(url, user, password));
        return new Database(pool, WritingConnections.of(settings), Disk.OF_OTHERS, pool::close);
    }

    /** Connections that may be silent for as long as a migration takes. */
    static PGSimpleDataSource patient(String url, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    private static HikariConfig configuration(String url, String user, String password, StoreSettings settings) {
        long patience = settings.patience().toMillis();
        HikariConfig configuration = Pools.configuration("chat-postgresql", settings);
        configuration.setJdbcUrl(url);
        configuration.setUsername(user);
        configuration.setPassword(password);
        configuration.addDataSourceProperty("ApplicationName", "chat");
        configuration.addDataSourceProperty("tcpKeepAlive", "true");
        configuration.addDataSourceProperty("connectTimeout", seconds(patience));
        configuration.addDataSourceProperty("socketTimeout", seconds(SILENCE * patience));
        configuration.setConnectionInitSql(sessionSettings(patience, settings.durability()));
        return configuration;
    }

    private static String sessionSettings(long patienceMillis, Durability durability) {
        // A plan that is kept was made for what was in the tables then: of a new database, for nearly nothing.
        String settings = "set plan_cache_mode = force_custom_plan; set lock_timeout = " + patienceMillis;
        return switch (durability) {
            case PROCESS_DEATH -> settings;
            // Only where it is off: any other value waits for the disk at least.
            case POWER_LOSS ->
                settings
                        + "; select set_config('synchronous_commit', 'on', false)"
                        + " where current_setting('synchronous_commit') = 'off'";
        };
    }

    private static String seconds(long millis) {
        return Long.toString(Math.max(1, millis / 1000));
    }
}
