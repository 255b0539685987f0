package dev.chat.persistence.jdbi;

import dev.chat.core.store.StoreException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compacts the file of an embedded database while nobody writes: in small steps, each of them synced, and not one more
 * once somebody wants to write.
 */
final class Compactor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Compactor.class);

    /** After this many looks without a write, the database counts as quiet. */
    static final int QUIET_LOOKS = 4;

    /**
     * H2 does not always find what to move first, so a step that gives nothing back may be followed by one that does.
     */
    private static final int FRUITLESS_STEPS = 10;

    private final H2Space space;
    private final Turns turns;
    private final Disk disk;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;
    private long turnsSeen = -1;
    private int quietLooks;
    private boolean done;

    Compactor(H2Space space, Turns turns, Disk disk) {
        this.space = space;
        this.turns = turns;
        this.disk = disk;
    }

    /** Looks again and again, at this interval, by a thread of its own. */
    void start(Duration interval) {
        thread = Thread.ofPlatform().daemon().name("chat-compactor").start(() -> lookUntilClosed(interval));
    }

    private void lookUntilClosed(Duration interval) {
        try {
            while (!closed.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
                look();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Compacts if it has been quiet for long enough. One thread at a time calls this. */
    void look() {
        long taken = turns.taken();
        if (taken != turnsSeen) {
            turnsSeen = taken;
            quietLooks = 0;
            done = false;
        }
        quietLooks++;
        if (quietLooks > QUIET_LOOKS && !done) {
            done = compactUnlessDisturbed();
        }
    }

    /** Compacts until there is nothing more to give back, or somebody wants to write, or the disk refuses. */
    void compactNow() {
        turnsSeen = turns.taken();
        compactUnlessDisturbed();
    }

    /** Returns false if there is more to do. */
    private boolean compactUnlessDisturbed() {
        try {
            long before = space.size();
            boolean finished = compact();
            if (space.size() < before) {
                LOG.info("The database file was compacted: {} KB, {} KB before", space.size() >> 10, before >> 10);
            }
            return finished;
        } catch (StoreException | MVStoreException failure) {
            LOG.debug("The database file is not compacted now", failure);
            return false;
        }
    }

    /** Compacts until there is nothing more to give back, or somebody wants to write; returns false then. */
    private boolean compact() {
        int fruitless = 0;
        while (fruitless < FRUITLESS_STEPS && space.isLoose()) {
            if (closed.getCount() == 0 || turns.taken() != turnsSeen) {
                return false;
            }
            long unused = space.size() - space.used();
            if (!turns.aloneIfFree(this::step)) {
                return false;
            }
            fruitless = space.size() - space.used() < unused ? 0 : fruitless + 1;
        }
        return true;
    }

    private void step() {
        disk.requireRoom();
        space.compactStep();
        disk.committed();
        disk.requireSynced();
    }

    /** Waits for the step that is under way, and does no other. */
    @Override
    public void close() {
        closed.countDown();
        if (thread != null) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
