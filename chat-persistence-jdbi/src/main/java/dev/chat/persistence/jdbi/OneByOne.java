package dev.chat.persistence.jdbi;

import dev.chat.core.store.StoreException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * One unit of work writes at a time.
 *
 * <p>When H2 saves, which it does at each commit, it takes one of its maps after the other as it is at that moment.
 * What another transaction does meanwhile is saved in part: a row without the entry of an index, a message without the
 * head of its room. The next save completes it, and where a kill comes first, nothing ever does.
 *
 * <p>H2 also shows a commit to others before it saves it. So whoever has read waits for a commit that is under way,
 * lest anybody be told what a kill would take back.
 */
final class OneByOne implements Turns {
    private final Duration patience;
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicLong taken = new AtomicLong();
    private final ReentrantReadWriteLock committing = new ReentrantReadWriteLock();

    /** Lets nobody wait for a turn for longer than this. */
    OneByOne(Duration patience) {
        this.patience = patience;
    }

    @Override
    public void take() {
        taken.incrementAndGet();
        if (!isTakenInTime()) {
            String message = "Others have written for " + patience;
            throw new StoreException(message, new TimeoutException(message), true);
        }
    }

    /** An interrupt is for whoever asks for it, and no reason to break off a unit of work. */
    private boolean isTakenInTime() {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return turn.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
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

    @Override
    public void leave() {
        turn.unlock();
    }

    @Override
    public long taken() {
        return taken.get();
    }

    @Override
    public boolean aloneIfFree(Runnable action) {
        if (turn.hasQueuedThreads() || !turn.tryLock()) {
            return false;
        }
        try {
            action.run();
            return true;
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void commit(Runnable commit) {
        committing.writeLock().lock();
        try {
            commit.run();
        } finally {
            committing.writeLock().unlock();
        }
    }

    @Override
    public void awaitCommit() {
        committing.readLock().lock();
        try {
            // It is over.
        } finally {
            committing.readLock().unlock();
        }
    }
}
