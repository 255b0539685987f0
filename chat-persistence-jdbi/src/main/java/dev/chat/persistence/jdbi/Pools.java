package dev.chat.persistence.jdbi;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;

/** What the pools of both databases have in common. */
final class Pools {
    private Pools() {}

    static HikariConfig configuration(String name, StoreSettings settings) {
        HikariConfig configuration = new HikariConfig();
        configuration.setPoolName(name);
        configuration.setMaximumPoolSize(settings.connections());
        configuration.setConnectionTimeout(settings.patience().toMillis());
        configuration.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return configuration;
    }

    /** Opens the pool and one connection, so that a wrong address or password is known at once. */
    static HikariDataSource open(HikariConfig configuration) {
        try {
            return new HikariDataSource(configuration);
        } catch (HikariPool.PoolInitializationException failure) {
            throw Failures.connecting(failure);
        }
    }
}
