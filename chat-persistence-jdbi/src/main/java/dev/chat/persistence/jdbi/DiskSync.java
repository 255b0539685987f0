package dev.chat.persistence.jdbi;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Syncs to disk on behalf of many at once. A sync covers whoever had committed before it began; those who come while
 * one is under way share the next. So it takes no timer to join them, and one alone never waits for company.
 */
final class DiskSync {
    private final Consumer<Handle> sync;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition finished = lock.newCondition();
    private long begun;
    private long covered;
    private boolean underWay;

    /** Syncs by means of this, which forces to disk all that was committed before, by whomever. */
    DiskSync(Consumer<Handle> sync) {
        this.sync = sync;
    }

    /** Returns once all that this thread has committed is on disk. The handle has no open transaction. */
    void sync(Handle handle) {
        lock.lock();
        try {
            // The one under way may have begun before our commit.
            long needed = begun + 1;
            while (covered < needed) {
                if (underWay) {
                    finished.awaitUninterruptibly();
                } else {
                    lead(handle);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void lead(Handle handle) {
        underWay = true;
        long mine = ++begun;
        lock.unlock();
        boolean done = false;
        try {
            sync.accept(handle);
            done = true;
        } finally {
            lock.lock();
            underWay = false;
            if (done) {
                covered = mine;
            }
            // After a failure too: each of those who wait then tries for itself, and learns of its own failure.
            finished.signalAll();
        }
    }
}
