package dev.chat.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was opened, the last first, when the process is told to end. */
final class Shutdown {
    private static final Logger LOG = LoggerFactory.getLogger("server");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CUT_OFF = 1;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** {@return the same, remembered to be closed before all that came earlier} */
    <T extends AutoCloseable> T closing(T resource) {
        open.push(resource);
        return resource;
    }

    /**
     * From now on, SIGTERM or SIGINT closes everything and ends the process: with 0, or with 1 if that takes longer
     * than 20 seconds. Nothing can be opened any more.
     */
    void onSignal() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "shutdown"));
    }

    /** Waits for the end of the process. Never returns. */
    void await() {
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
            try {
                never.await();
            } catch (InterruptedException ignored) {
                // Only a signal ends the server.
            }
        }
    }

    /** Closes everything. */
    void closeAll() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception failure) {
                LOG.warn("Something could not be closed", failure);
            }
        }
    }

    private void end() {
        LOG.info("Stopping");
        Thread closing = Thread.ofPlatform().daemon().name("closing").start(this::closeAll);
        try {
            if (!closing.join(PATIENCE)) {
                LOG.warn("Something would not stop within {} s and is cut off", PATIENCE.toSeconds());
                Runtime.getRuntime().halt(CUT_OFF);
            }
        } catch (InterruptedException ignored) {
            // Nobody interrupts a hook; if somebody did, the process would end all the same.
        }
        LOG.info("Stopped");
        // A process that ends by a signal has no other way to choose its exit code.
        Runtime.getRuntime().halt(0);
    }
}
