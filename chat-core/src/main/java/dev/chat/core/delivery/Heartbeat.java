package dev.chat.core.delivery;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Lets a hub beat, on a thread of its own, until it is closed. */
public final class Heartbeat implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Heartbeat.class.getName());

    private final Hub hub;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("chat-heartbeat").factory());
    private final ScheduledFuture<?> beats;

    /**
     * Starts.
     *
     * @param pause how long from the end of one beat to the begin of the next; more than zero
     */
    public Heartbeat(Hub hub, Duration pause) {
        this.hub = hub;
        beats = thread.scheduleWithFixedDelay(this::beat, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        beats.cancel(false);
        thread.shutdownNow();
    }

    private void beat() {
        try {
            hub.beat();
        } catch (RuntimeException | Error failure) {
            LOG.log(System.Logger.Level.WARNING, "Cannot ask how far the rooms reach; asking again", failure);
        }
    }
}
