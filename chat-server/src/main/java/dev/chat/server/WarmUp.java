package dev.chat.server;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warms the program up beside the server, where whoever installed it has not: in a process of its own, with the lowest
 * priority, once the server has run for a minute. The start script says where that would be of use; a machine with
 * little free memory, or a container, is spared.
 */
final class WarmUp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("server");
    private static final Duration DELAY = Duration.ofMinutes(1);

    /** About twice what it takes, all its processes together. */
    private static final long FREE_BYTES = 1L << 30;

    private final String script;
    private final Thread thread;

    private WarmUp(String script, Duration delay, long freeBytes) {
        this.script = script;
        thread = Thread.ofVirtual().name("warm-up").unstarted(() -> run(delay, freeBytes));
    }

    /**
     * Begins to wait for its time.
     *
     * @param script that does it; nothing happens if there is none
     */
    static AutoCloseable of(Optional<String> script) {
        return script.<AutoCloseable>map(path -> of(path, DELAY, FREE_BYTES)).orElse(() -> {});
    }

    static WarmUp of(String script, Duration delay, long freeBytes) {
        WarmUp warmUp = new WarmUp(script, delay, freeBytes);
        warmUp.thread.start();
        return warmUp;
    }

    /** Waits until it is done, or has been given up. */
    void join() throws InterruptedException {
        thread.join();
    }

    private void run(Duration delay, long freeBytes) {
        Process process = null;
        try {
            Thread.sleep(delay);
            if (freeMemory() >= freeBytes) {
                process = start();
                int code = process.waitFor();
                LOG.info(code == 0 ? "Warmed up: the next start is a quick one" : "bin/warm-up failed with {}", code);
            }
        } catch (IOException failure) {
            LOG.info("bin/warm-up cannot be started: {}", failure.getMessage());
        } catch (InterruptedException ending) {
            destroy(process);
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder("nice", "-n", "19", script)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void destroy(@Nullable Process process) {
        if (process != null) {
            // It takes its own processes and files along.
            process.destroy();
        }
    }

    private static long freeMemory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getFreeMemorySize();
    }

    /** Ends it, whatever it is at. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
