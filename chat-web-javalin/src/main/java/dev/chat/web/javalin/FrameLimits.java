package dev.chat.web.javalin;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How much one socket may send: so many frames a second, ten times as many at once. What all sockets share is here. */
final class FrameLimits {
    private static final int SECONDS_AT_ONCE = 10;
    private static final int MAX_REFUSALS = 100;
    private static final int REFUSALS_FORGIVEN_PER_SECOND = 10;
    /** A command may come in parts, and pings come between. */
    private static final int PARTS = 10;
    /** The most that a bucket can count. */
    private static final long NO_LIMIT = 1_000_000_000;

    private final TimeMeter clock;
    private final Bandwidth frames;
    private final Bandwidth refusals = bandwidth(MAX_REFUSALS, REFUSALS_FORGIVEN_PER_SECOND);
    private final Bandwidth parts;

    /**
     * Creates limits.
     *
     * @param perSecond frames that carry a command
     * @param clock nanoseconds since whenever
     */
    FrameLimits(int perSecond, LongSupplier clock) {
        this.clock = new Meter(clock);
        long atOnce = (long) perSecond * SECONDS_AT_ONCE;
        frames = bandwidth(atOnce, perSecond);
        parts = bandwidth(atOnce * PARTS, atOnce * PARTS);
    }

    /** Creates the limit of one socket. */
    FrameLimit newLimit() {
        return new FrameLimit(bucket(frames), () -> bucket(refusals));
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

    private record Meter(LongSupplier clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return clock.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
