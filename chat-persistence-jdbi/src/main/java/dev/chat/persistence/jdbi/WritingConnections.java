package dev.chat.persistence.jdbi;

import dev.chat.core.store.StoreException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How many connections of a pool those who write may hold at once. They hold them while they wait for each other; the
 * rest is for those who read, who then never wait for a writer. Safe for use by many threads at once.
 */
final class WritingConnections {
    private final Semaphore free;
    private final Duration patience;

    private WritingConnections(int count, Duration patience) {
        free = new Semaphore(count, true);
        this.patience = patience;
    }

    /** Any number: of a pool whose size is not known. */
    static WritingConnections unlimited() {
        return new WritingConnections(Integer.MAX_VALUE, Duration.ZERO);
    }

    /** Three quarters of a pool's, and never all. */
    static WritingConnections of(StoreSettings settings) {
        int forReaders = Math.max(1, settings.connections() / 4);
        return new WritingConnections(Math.max(1, settings.connections() - forReaders), settings.patience());
    }

    /**
     * Waits until one may be taken, in the order of coming. An interrupt is for whoever asks for it.
     *
     * @throws StoreException if that takes too long
     */
    void take() {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    if (free.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                        return;
                    }
                    String message = "Others have written for " + patience;
                    throw new StoreException(message, new TimeoutException(message), true);
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Gives one back, once its connection is back in the pool. */
    void giveBack() {
        free.release();
    }
}
