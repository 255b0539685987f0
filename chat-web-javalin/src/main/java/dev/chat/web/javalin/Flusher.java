package dev.chat.web.javalin;

import java.util.concurrent.LinkedBlockingQueue;

/**
 * Sends changes to sockets on a thread of its own. The hub's dispatcher only puts them into queues; while this thread
 * writes to a thousand sockets, what is published meanwhile piles up behind each, and leaves as one frame. Nobody waits
 * for a timer, and nothing is joined while there is time.
 */
final class Flusher implements AutoCloseable {
    private final LinkedBlockingQueue<SocketOutbox> scheduled = new LinkedBlockingQueue<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("chat-flusher").unstarted(this::run);

    void start() {
        thread.start();
    }

    /** Has what waits for a socket sent soon. Never blocks. */
    void schedule(SocketOutbox outbox) {
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
                scheduled.take().flushScheduled();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
