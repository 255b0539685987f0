package dev.chat.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ten messages a second by two senders. */
class ScheduleTest {
    private static final long MILLI = 1_000_000;

    private final List<String> sent = new ArrayList<>();
    private final Schedule schedule = new Schedule(new Room(0, new int[] {0, 1}, 2, 8), 10);

    @Test
    void sendersTakeTurnsWhenItIsTime() throws Exception {
        assertThat(speak(1_000)).isEqualTo(100 * MILLI);
        assertThat(speak(1_040)).isEqualTo(60 * MILLI);
        speak(1_100);

        assertThat(sent).containsExactly("0 at 1000", "1 at 1100");
    }

    @Test
    void whatIsSentLateCountsFromWhenItWasDue() throws Exception {
        speak(1_000);
        speak(1_350);

        assertThat(sent).containsExactly("0 at 1000", "1 at 1100", "0 at 1200", "1 at 1300");
    }

    private long speak(long millis) throws Exception {
        return schedule.speak((room, sender, at) -> sent.add(sender + " at " + at / MILLI), millis * MILLI);
    }
}
