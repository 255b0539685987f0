package dev.chat.persistence.jdbi;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;

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

    /**
     * Opens the pool, and first one connection without it: so a wrong address, a wrong password or a locked file is
     * known at once, in the driver's words; the pool would log it at length.
     */
    static HikariDataSource open(HikariConfig configuration, DataSource probe) {
        try {
            probe.getConnection().close();
        } catch (SQLException failure) {
            throw Failures.connecting(failure);
        }
        return new HikariDataSource(configuration);
    }
}
