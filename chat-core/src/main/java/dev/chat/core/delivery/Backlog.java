package dev.chat.core.delivery;

import dev.chat.core.room.Change;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much waits for the dispatcher, in bytes: bounded, because whatever is turned away can be read from the store.
 * Safe for use by many threads at once.
 */
final class Backlog {
    /** What a change takes besides a message's text. */
    private static final int OVERHEAD = 512;

    private final long limit;
    private final AtomicLong bytes = new AtomicLong();

    Backlog(long limit) {
        this.limit = limit;
    }

    /** Takes a change in, or turns it away. */
    boolean admit(Change change) {
        long size = size(change);
        if (bytes.addAndGet(size) <= limit) {
            return true;
        }
        bytes.addAndGet(-size);
        return false;
    }

    /** A change that was taken in is done with. */
    void release(Change change) {
        bytes.addAndGet(-size(change));
    }

    /** How much a change takes, in bytes, about. */
    static long size(Change change) {
        return change instanceof Change.MessageChanged changed
                ? OVERHEAD + changed.message().size()
                : OVERHEAD;
    }
}
