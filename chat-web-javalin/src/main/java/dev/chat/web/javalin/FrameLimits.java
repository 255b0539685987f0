package dev.chat.web.javalin;

import dev.chat.core.user.UserId;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How much may come through sockets: of one user, through all of them, so many frames a second, and ten times as many
 * at once.
 */
final class FrameLimits {
    private static final int MAX_REFUSALS = 100;
    private static final int REFUSALS_FORGIVEN_PER_SECOND = 10;
    /** A command may come in parts, and pings come between. */
    private static final int PARTS = 10;
    /** The most that a bucket can count. */
    private static final long NO_LIMIT = 1_000_000_000;

    private final NanoClock clock;
    private final Buckets<UserId> frames;
    private final Bandwidth refusals = bandwidth(MAX_REFUSALS, REFUSALS_FORGIVEN_PER_SECOND);
    private final Bandwidth parts;

    /**
     * Creates limits.
     *
     * @param perSecond frames that carry a command
     * @param clock nanoseconds since whenever
     */
    FrameLimits(int perSecond, LongSupplier clock) {
        this.clock = new NanoClock(clock);
        frames = Buckets.perSecond(perSecond, clock);
        long aSecond = (long) perSecond * PARTS * PARTS;
        parts = bandwidth(aSecond, aSecond);
    }

    /** Creates the limit of one more socket of a user. */
    FrameLimit newLimit(UserId user) {
        return new FrameLimit(frames.of(user), () -> bucket(refusals));
    }

    /** Creates the limit of whatever comes through one socket: parts of frames, and pings and pongs too. */
    Bucket newLimitOfParts() {
        return bucket(parts);
    }

    private Bucket bucket(Bandwidth bandwidth) {
        return Bucket.builder()
                .addLimit(bandwidth)
                .withCustomTimePrecision(clock)
                .build();
    }

    private static Bandwidth bandwidth(long capacity, long perSecond) {
        return Bandwidth.builder()
                .capacity(capacity)
                .refillGreedy(Math.min(perSecond, NO_LIMIT), Duration.ofSeconds(1))
                .build();
    }
}
