package dev.chat.persistence.jdbi;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.jdbi.v3.core.transaction.LocalTransactionHandler;
import org.jdbi.v3.core.transaction.TransactionHandler;
import org.postgresql.ds.PGSimpleDataSource;

/** A database on a PostgreSQL server. */
final class PostgresqlServer {
    /** How many times a call's patience a silent connection is taken for alive. */
    private static final int SILENCE = 6;

    private PostgresqlServer() {}

    static Database open(String url, String user, String password, StoreSettings settings) {
        DataSource direct = patient(url, user, password);
        PostgresqlAccess access = PostgresqlAccess.of(direct);
        StoreSettings fitted = access.fitted(settings);
        HikariConfig configuration = configuration(url, user, password, fitted);
        if (access.behindPooler()) {
            // Behind a pooler, a setting of this session would apply to other clients too.
            configuration.setTransactionIsolation(null);
            configuration.addDataSourceProperty("prepareThreshold", "0");
        } else {
            configuration.setConnectionInitSql(SessionSettings.once(fitted));
        }
        HikariDataSource pool = new HikariDataSource(configuration);
        TransactionHandler transactions =
                access.behindPooler() ? SessionSettings.eachTime(fitted) : LocalTransactionHandler.binding();
        return new Database(pool, WritingConnections.of(fitted), transactions, Disk.OF_OTHERS, pool::close);
    }

    /** Connections that may be silent for as long as a migration takes. */
    static PGSimpleDataSource patient(String url, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        // Used too seldom to be worth it; and a pooler may be in between.
        source.setPrepareThreshold(0);
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
        // The others come when they are needed: not before the tables are there, where the role has few.
        configuration.setMinimumIdle(StoreSettings.LEAST_CONNECTIONS);
        return configuration;
    }

    private static String seconds(long millis) {
        return Long.toString(Math.max(1, millis / 1000));
    }
}
