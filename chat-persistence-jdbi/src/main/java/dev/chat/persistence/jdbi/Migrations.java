package dev.chat.persistence.jdbi;

import dev.chat.core.store.StoreException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings a database's tables up to date. */
final class Migrations {
    private static final String HISTORY = "chat_schema_history";

    private Migrations() {}

    /** Several processes may do this at once: one migrates, the others wait. */
    static void run(DataSource database, Dialect dialect) {
        try {
            Flyway flyway = configuration(database, dialect).load();
            // Flyway's own lock is on its table, and so comes too late for those who would all create it.
            dialect.whileAlone(database, () -> {
                refuseNewer(flyway);
                flyway.migrate();
            });
        } catch (FlywayException failure) {
            throw Failures.migrating(failure);
        }
    }

    static FluentConfiguration configuration(DataSource database, Dialect dialect) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:db/chat/migration")
                .table(HISTORY)
                // A host's database has tables already, and they are none of our business.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                // Counts only where the epoch's table is created.
                .placeholders(Map.of("epoch", UUID.randomUUID().toString(), "exact", dialect.exactCollation()));
    }

    /** Flyway itself would put up with it: an older program would then write what a newer one does not expect. */
    private static void refuseNewer(Flyway flyway) {
        for (MigrationInfo applied : flyway.info().applied()) {
            if (applied.getState() == MigrationState.FUTURE_SUCCESS) {
                throw new StoreException(
                        "The database was made by a newer version of this program: its tables are of version "
                                + applied.getVersion() + ", which this one does not know.",
                        new IllegalStateException("Schema version " + applied.getVersion()),
                        false);
            }
        }
    }
}
