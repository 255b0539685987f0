package dev.chat.persistence.jdbi;

import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Makes databases as the earliest versions of this module did, which left it to Flyway. */
final class FlywayForTests {
    private FlywayForTests() {}

    static void migrate(DataSource database, Dialect dialect, String version) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/chat/migration")
                .table("chat_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .placeholders(Map.of("epoch", UUID.randomUUID().toString(), "exact", dialect.exactCollation()))
                .target(version)
                .load()
                .migrate();
    }
}
