package dev.chat.persistence.jdbi;

import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a database's tables up to date. */
final class Migrations {
    private static final String HISTORY = "chat_schema_history";

    private Migrations() {}

    /** Several processes may do this at once: one migrates, the others wait. */
    static void run(DataSource database, Dialect dialect) {
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(database)
                    .locations("classpath:db/chat/migration")
                    .table(HISTORY)
                    // A host's database has tables already, and they are none of our business.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    // Counts only where the epoch's table is created.
                    .placeholders(Map.of("epoch", UUID.randomUUID().toString(), "exact", dialect.exactCollation()))
                    .load()
                    .migrate();
        } catch (FlywayException failure) {
            throw Failures.migrating(failure);
        }
    }
}
