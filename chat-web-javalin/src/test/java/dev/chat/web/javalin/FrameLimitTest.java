package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.chat.core.Chat;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.core.user.UserId;
import dev.chat.web.javalin.FrameLimit.Verdict;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameLimitTest {
    private static final UserId USER = new UserId(new UUID(0, 1));

    private final AtomicLong clock = new AtomicLong();
    private final FrameLimits limits = new FrameLimits(100, clock::get);
    private final FrameLimit limit = limits.newLimit(USER);

    @Test
    void tenSecondsWorthIsAdmittedAtOnceAndThenSoManyASecond() {
        assertThat(count(Verdict.ADMITTED, 2000)).isEqualTo(1000);
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(count(Verdict.ADMITTED, 2000)).isEqualTo(100);
    }

    @Test
    void hundredthRefusalWithoutAPauseIsEnough() {
        count(Verdict.ADMITTED, 1000);
        assertThat(count(Verdict.REFUSED, 99)).isEqualTo(99);
        assertThat(limit.judge()).isEqualTo(Verdict.ENOUGH);
        assertThat(limit.judge()).isEqualTo(Verdict.ENOUGH);
    }

    @Test
    void allSocketsOfAUserShareOneLimitAndOtherUsersHaveTheirOwn() {
        assertThat(count(Verdict.ADMITTED, 700)).isEqualTo(700);
        FrameLimit second = limits.newLimit(USER);
        FrameLimit other = limits.newLimit(new UserId(new UUID(0, 2)));
        int admitted = 0;
        for (int frame = 0; frame < 1000; frame++) {
            admitted += second.judge() == Verdict.ADMITTED ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(300);
        assertThat(other.judge()).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void refusalsAreForgivenInTime() {
        count(Verdict.ADMITTED, 1000);
        count(Verdict.REFUSED, 99);
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(count(Verdict.ADMITTED, 100)).isEqualTo(100);
        assertThat(count(Verdict.REFUSED, 10)).isEqualTo(10);
        assertThat(limit.judge()).isEqualTo(Verdict.ENOUGH);
    }

    @Test
    void partsOfFramesHaveALimitOfTheirOwn() {
        assertThat(limits.newLimitOfParts().tryConsume(10_000)).isTrue();
        assertThat(limits.newLimitOfParts().tryConsume(10_001)).isFalse();
    }

    @Test
    void anyLimitAboveZeroWillDo() {
        FrameLimits none = new FrameLimits(Integer.MAX_VALUE, clock::get);
        assertThat(none.newLimit(USER).judge()).isEqualTo(Verdict.ADMITTED);
        assertThat(none.newLimitOfParts().tryConsume(Integer.MAX_VALUE)).isTrue();
        assertThat(new FrameLimits(1, clock::get).newLimit(USER).judge()).isEqualTo(Verdict.ADMITTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void limitOfNothingIsACallersBug(int perSecond) {
        try (Chat chat = Chat.on(new InMemoryPersistence()).build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ChatPlugin(chat, config -> config.maxFramesPerSecond = perSecond))
                    .withMessageContaining("maxFramesPerSecond");
        }
    }

    private int count(Verdict verdict, int frames) {
        int count = 0;
        for (int frame = 0; frame < frames; frame++) {
            if (limit.judge() == verdict) {
                count++;
            }
        }
        return count;
    }
}
