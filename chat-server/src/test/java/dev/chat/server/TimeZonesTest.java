package dev.chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeZonesTest {
    @ParameterizedTest
    @CsvSource({"PST,America/Los_Angeles", "IST,Asia/Kolkata", "AET,Australia/Sydney", "JST,Asia/Tokyo"})
    void abbreviationBecomesARegion(String abbreviation, String region) {
        assertThat(TimeZones.known(TimeZone.getTimeZone(abbreviation)).getID()).isEqualTo(region);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "UTC", "GMT+05:30", "EST5EDT"})
    void restStays(String zone) {
        assertThat(TimeZones.known(TimeZone.getTimeZone(zone)).getID()).isEqualTo(zone);
    }

    @Test
    void clockShowsTheSame() {
        Instant summer = Instant.parse("2026-07-01T00:00:00Z");
        Instant winter = Instant.parse("2026-12-01T00:00:00Z");

        assertThat(Arrays.stream(TimeZone.getAvailableIDs()).map(TimeZone::getTimeZone))
                .allSatisfy(zone -> {
                    TimeZone known = TimeZones.known(zone);
                    assertThat(known.getOffset(summer.toEpochMilli())).isEqualTo(zone.getOffset(summer.toEpochMilli()));
                    assertThat(known.getOffset(winter.toEpochMilli())).isEqualTo(zone.getOffset(winter.toEpochMilli()));
                });
    }
}
