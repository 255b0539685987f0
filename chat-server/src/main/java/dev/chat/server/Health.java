package dev.chat.server;

import dev.chat.core.store.StoreException;
import dev.chat.persistence.jdbi.StoreDiskException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For load balancers and supervisors. {@code /health/live} says that this process answers. {@code /health/ready}, and
 * {@code /health} likewise, says that a message can be stored, or answers 503 with the reason why not: also if the
 * store does not tell within two seconds. The log says when that changes.
 */
final class Health implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("health");
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String UP = "";

    private final Runnable store;
    private final AtomicReference<String> last = new AtomicReference<>(UP);
    private final ExecutorService probes = Executors.newVirtualThreadPerTaskExecutor();

    /** Creates one; the store is asked by what returns if a message can be stored, and throws if it cannot. */
    Health(Runnable store) {
        this.store = store;
    }

    /** Adds the addresses. */
    void addTo(RoutesConfig routes) {
        routes.get("/health/live", context -> answer(context, UP));
        routes.get("/health/ready", context -> answer(context, reason()));
        routes.get("/health", context -> answer(context, reason()));
    }

    private static void answer(Context context, String reason) {
        context.status(reason.equals(UP) ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .header("Cache-Control", "no-store")
                .json(
                        reason.equals(UP)
                                ? Map.of("status", "up", "version", Version.current())
                                : Map.of("status", "down", "reason", reason, "version", Version.current()));
    }

    private String reason() {
        Future<?> probe = probes.submit(store);
        try {
            probe.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return noted(UP, null);
        } catch (ExecutionException failure) {
            return noted(reason(failure.getCause()), failure.getCause());
        } catch (TimeoutException late) {
            return noted("The database does not answer.", late);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return "The server stops.";
        } finally {
            probe.cancel(true);
        }
    }

    /** One line for each change, however often somebody asks. */
    private String noted(String reason, @Nullable Throwable failure) {
        if (!last.getAndSet(reason).equals(reason)) {
            if (failure == null) {
                LOG.info("Messages can be stored again");
            } else {
                LOG.warn("Messages cannot be stored: {} {}", reason, failure.getMessage());
            }
        }
        return reason;
    }

    /** For anybody to read, and so without the names of folders, hosts and users. */
    private static String reason(@Nullable Throwable failure) {
        if (failure instanceof StoreDiskException) {
            return "The disk is full or fails.";
        }
        String state = state(failure);
        if (state.equals("25006") || state.equals("90097")) {
            return "The database is read-only.";
        }
        if (state.startsWith("53")) {
            return "The database server has no room, no memory or no connection left.";
        }
        boolean mayComeBack = failure instanceof StoreException exception && exception.isRetrySafe();
        return mayComeBack ? "The database cannot be reached." : "The database refuses to store; the log says why.";
    }

    private static String state(@Nullable Throwable failure) {
        String state = "";
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException exception && exception.getSQLState() != null) {
                state = exception.getSQLState();
            }
        }
        return state;
    }

    @Override
    public void close() {
        probes.shutdownNow();
    }
}
