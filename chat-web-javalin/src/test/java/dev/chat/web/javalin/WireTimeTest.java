package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTimeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T10:30:00.000Z",
                "2024-02-29T23:59:59.999Z",
                "1969-12-31T23:59:59.999Z",
                "0000-01-01T00:00:00.001Z",
                "9999-12-31T23:59:59.010Z"
            })
    void timesAreWrittenInUtcWithMilliseconds(String text) {
        assertThat(new String(WireTime.of(Instant.parse(text)), StandardCharsets.US_ASCII))
                .isEqualTo(text);
    }
}
