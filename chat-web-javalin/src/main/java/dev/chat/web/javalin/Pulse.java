package dev.chat.web.javalin;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after all sockets of a plugin, again and again, on one thread of its own. */
final class Pulse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    private final Timing timing;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("chat-pulse").unstarted(this::run);

    Pulse(Timing timing) {
        this.timing = timing;
    }

    void start() {
        thread.start();
    }

    long now() {
        return timing.clock().getAsLong();
    }

    /** Looks after this one too, for as long as its socket is open. */
    void add(Watch watch) {
        watches.add(watch);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(timing.tick());
                long now = now();
                watches.removeIf(watch -> !look(watch, now));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean look(Watch watch, long now) {
        try {
            return watch.look(now);
        } catch (RuntimeException | Error failure) {
            LOG.error("A socket could not be looked after; trying again", failure);
            return true;
        }
    }
}
