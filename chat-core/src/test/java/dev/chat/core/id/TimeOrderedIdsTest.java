package dev.chat.core.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {
    @Test
    void idsAreOfVersion7AndHoldTheMillisecond() {
        Instant now = Instant.parse("2026-11-22T10:30:00.123Z");

        UUID id = new TimeOrderedIds(() -> now).next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(now.toEpochMilli());
    }

    @Test
    void idsOfOneMillisecondDiffer() {
        TimeOrderedIds ids = new TimeOrderedIds(() -> Instant.EPOCH);
        Set<UUID> made = new HashSet<>();
        for (int index = 0; index < 10_000; index++) {
            made.add(ids.next());
        }

        assertThat(made).hasSize(10_000);
    }
}
