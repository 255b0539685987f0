package dev.chat.core.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UuidOrderTest {
    @Test
    void orderIsThatOfTheWrittenForm() {
        List<UUID> ids = Stream.of(
                        "00000000-0000-0000-0000-000000000000",
                        "00000000-0000-0000-0000-000000000001",
                        "00000000-0000-0000-7fff-ffffffffffff",
                        "00000000-0000-0000-8000-000000000000",
                        "7fffffff-0000-0000-0000-000000000000",
                        "80000000-0000-0000-0000-000000000000",
                        "ffffffff-ffff-ffff-ffff-ffffffffffff")
                .map(UUID::fromString)
                .toList();

        assertThat(ids).isSortedAccordingTo(UuidOrder::compare);
        assertThat(UuidOrder.compare(ids.get(3), ids.get(3))).isZero();
    }
}
