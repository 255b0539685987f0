package dev.chat.web.javalin;

import io.github.bucket4j.TimeMeter;
import java.util.function.LongSupplier;

/**
 * The clock that buckets go by.
 *
 * @param clock nanoseconds since whenever
 */
record NanoClock(LongSupplier clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
        return clock.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
