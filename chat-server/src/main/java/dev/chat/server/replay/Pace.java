package dev.chat.server.replay;

import java.util.concurrent.TimeUnit;

/** Lets so many go by in a second. Used by one thread. */
final class Pace {
    private final long nanosBetween;
    private long next = System.nanoTime();

    /**
     * Creates a pace.
     *
     * @param perSecond how many a second; 0 for no limit
     */
    Pace(double perSecond) {
        nanosBetween = perSecond == 0 ? 0 : (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
    }

    /** Returns when it is the next one's turn. Who is late does not hurry to catch up. */
    void await() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
        next = Math.max(next, System.nanoTime()) + nanosBetween;
    }
}
