package dev.chat.core.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a hub's deliveries in rounds, on one thread of its own, in the order in which they come.
 *
 * <p>Between rounds is a gap, a part of the time that the last one took: else those who were served first answer before
 * it is over, and the next one carries theirs alone. So the busier it is, the more changes of a room are joined; and
 * what comes after a while in which nobody was served is delivered at once. Safe for use by many threads at once.
 */
public final class Dispatcher implements Executor, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());
    /** A gap is as long as a half of the last round: of those tried, none served more. */
    private static final int PART_OF_ROUND = 2;

    private static final Duration MAX_GAP = Duration.ofMillis(10);

    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("chat-dispatcher").unstarted(this::run);
    private volatile boolean closed;

    private Dispatcher() {}

    /** {@return one that runs until it is closed} */
    public static Dispatcher start() {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.thread.start();
        return dispatcher;
    }

    /** Has a task run soon, after those that came before it. Never blocks; once it is closed, does nothing. */
    @Override
    public void execute(Runnable task) {
        if (!closed) {
            tasks.add(task);
        }
    }

    /** Runs nothing any more, but for what is being run. Does not wait for that. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        List<Runnable> round = new ArrayList<>();
        long earliest = System.nanoTime();
        try {
            while (!closed) {
                round.add(tasks.take());
                LockSupport.parkNanos(earliest - System.nanoTime());
                long begun = System.nanoTime();
                tasks.drainTo(round);
                round.forEach(this::run);
                round.clear();
                long ended = System.nanoTime();
                earliest = ended + Math.min((ended - begun) / PART_OF_ROUND, MAX_GAP.toNanos());
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Runnable task) {
        if (closed) {
            return;
        }
        try {
            task.run();
        } catch (RuntimeException | Error failure) {
            LOG.log(System.Logger.Level.ERROR, "A delivery failed; the others go on", failure);
        }
    }
}
