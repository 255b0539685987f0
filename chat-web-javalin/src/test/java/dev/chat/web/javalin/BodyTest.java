package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BodyTest {
    private long now;

    @Test
    void bodyThatTricklesIsRefused() {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> Body.read(trickle(1_000), this::time));
        assertThat(refusal.problem().code()).isEqualTo(ProblemCode.INVALID_REQUEST);
        assertThat(refusal.problem().detail()).contains("too long");
        assertThat(TimeUnit.NANOSECONDS.toSeconds(now)).isLessThan(60);
    }

    @Test
    void bodyMayTakeSomeTime() throws Exception {
        assertThat(Body.read(trickle(20), this::time)).hasSize(20);
    }

    private long time() {
        return now;
    }

    /** A body of which a byte comes every second. */
    private InputStream trickle(int length) {
        return new InputStream() {
            private int left = length;

            @Override
            public int read() {
                now += TimeUnit.SECONDS.toNanos(1);
                return left-- > 0 ? ' ' : -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int count) {
                int next = read();
                bytes[offset] = (byte) next;
                return next < 0 ? -1 : 1;
            }
        };
    }
}
