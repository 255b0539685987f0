package dev.chat.web.javalin;

import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends changes to sockets on a thread of its own. The hub's dispatcher only puts them into queues; while this thread
 * writes to a thousand sockets, what is published meanwhile piles up behind each, and leaves as one frame. Nobody waits
 * for a timer, and nothing is joined while there is time.
 */
final class Flusher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Flusher.class);

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
        try {
            while (true) {
                flush(scheduled.take());
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
