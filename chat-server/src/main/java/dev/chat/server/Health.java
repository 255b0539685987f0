package dev.chat.server;

import dev.chat.core.Chat;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers whether this server can serve: 200, or 503 if the store does not answer within two seconds. For load
 * balancers and supervisors.
 */
final class Health implements Handler, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("health");
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Chat chat;
    private final ExecutorService probes = Executors.newVirtualThreadPerTaskExecutor();

    Health(Chat chat) {
        this.chat = chat;
    }

    @Override
    public void handle(Context context) {
        boolean up = isUp();
        context.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .header("Cache-Control", "no-store")
                .json(Map.of("status", up ? "up" : "down", "version", Version.current()));
    }

    private boolean isUp() {
        // One row by an index: the cheapest question that only a working store can answer.
        Future<?> probe = probes.submit(() -> chat.users().list(null, 1));
        try {
            probe.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException failure) {
            LOG.warn("The store does not answer: {}", failure.toString());
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            probe.cancel(true);
        }
    }

    @Override
    public void close() {
        probes.shutdownNow();
    }
}
