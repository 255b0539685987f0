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
 * <p>A round begins a moment after something waits: a part of the time that the last round took, so that the busier it
 * is, the more a frame carries, and that a change which comes alone after small ones is not held up. Without it, those
 * who were served first answer before the round is over, and the next begins with theirs alone.
 */
final class Flusher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Flusher.class);
    /** A pause is as long as a half of the last round: of those tried, the one that served most. */
    private static final int PART_OF_ROUND = 2;

    private static final Duration MAX_PAUSE = Duration.ofMillis(10);

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
        long pause = 0;
        try {
            while (true) {
                round.add(scheduled.take());
                LockSupport.parkNanos(pause);
                long begun = System.nanoTime();
                scheduled.drainTo(round);
                round.forEach(Flusher::flush);
                round.clear();
                pause = Math.min((System.nanoTime() - begun) / PART_OF_ROUND, MAX_PAUSE.toNanos());
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
