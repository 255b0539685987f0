package dev.chat.web.javalin;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time of one plugin.
 *
 * @param clock nanoseconds since whenever
 * @param tick how often the sockets are looked after
 * @param quiet how long nothing is said on a stream of events before a heartbeat
 */
record Timing(LongSupplier clock, Duration tick, Duration quiet) {
    static final Timing REAL = new Timing(System::nanoTime, Duration.ofSeconds(1), Duration.ofSeconds(15));
}
