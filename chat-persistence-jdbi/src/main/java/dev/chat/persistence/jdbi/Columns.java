package dev.chat.persistence.jdbi;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/** What Java holds, in columns of our tables. */
final class Columns {
    private Columns() {}

    /** Teaches which arrays there are. */
    static Jdbi withArrays(Jdbi jdbi) {
        return jdbi.registerArrayType(UUID.class, "uuid").registerArrayType(String.class, "varchar");
    }

    /** Teaches which schema the tables are in. */
    static Jdbi inSchema(Jdbi jdbi, String schema) {
        jdbi.getConfig(SqlStatements.class).setTemplateEngine(new Qualifier(schema));
        return jdbi;
    }

    /** Truncated, since the column would round, and bound with its offset, since the session's zone is anybody's. */
    static OffsetDateTime time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
    }

    static @Nullable OffsetDateTime timeOrNull(@Nullable Instant instant) {
        return instant == null ? null : time(instant);
    }
}
