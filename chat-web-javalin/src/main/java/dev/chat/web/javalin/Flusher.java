package dev.chat.web.javalin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends changes to sockets, in rounds, on a thread of its own. The hub's dispatcher only puts them into queues; while
 * this thread writes to a thousand sockets, what is published meanwhile piles up behind each, and leaves as one frame.
 *
 * <p>Between rounds is a gap, a part of the time that the last one took: else those who were served first answer before
 * it is over, and the next carries theirs alone. So the busier it is, the more is in a frame; and what comes after a
 * while in which nobody was served leaves at once.
 */
final class Flusher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Flusher.class);
    /** A gap is as long as a half of the last round: of those tried, none served more. */
    private static final int PART_OF_ROUND = 2;

    private static final Duration MAX_GAP = Duration.ofMillis(10);

    private final LinkedBlockingQueue<Flushable> scheduled = new LinkedBlockingQueue<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("chat-flusher").unstarted(this::run);

    void start() {
        thread.start();
    }

    /** Has what waits for a socket sent soon. Never blocks. */
    void schedule(Flushable outbox) {
        if (outbox.markScheduled()) {
            scheduled.add(outbox);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        List<Flushable> round = new ArrayList<>();
        long earliest = System.nanoTime();
        try {
            while (true) {
                round.add(scheduled.take());
                LockSupport.parkNanos(earliest - System.nanoTime());
                long begun = System.nanoTime();
                scheduled.drainTo(round);
                round.forEach(Flusher::flush);
                round.clear();
                long ended = System.nanoTime();
                earliest = ended + Math.min((ended - begun) / PART_OF_ROUND, MAX_GAP.toNanos());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void flush(Flushable outbox) {
        try {
            outbox.flushScheduled();
        } catch (RuntimeException | Error failure) {
            LOG.error("A socket could not be written to; the others go on", failure);
        }
    }

    /** What is sent from, again and again. */
    interface Flushable {
        /** Tells whether it was not marked yet. */
        boolean markScheduled();

        /** Unmarks it, and sends what waits. Does not block. */
        void flushScheduled();
    }
}
