package dev.chat.persistence.jdbi;

import dev.chat.core.store.StoreException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import org.h2.mvstore.MVStoreException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** The edge at which a driver's exceptions become the core's. */
final class Failures {
    private static final String UNIQUE_VIOLATION = "23505";

    /** Wrong credentials or no such database: waiting does not mend these, though it is the connecting that fails. */
    private static final Set<String> MISCONFIGURED = Set.of("28", "3D");

    /**
     * Classes and states of which the next attempt may know nothing: no connection (08), deadlock or conflict (40), no
     * room or memory (53), a server that stops or cancels (57), its input and output (58), a lock or statement that
     * took too long, and a server that has just become the stand-by.
     */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "57", "58");

    private static final Set<String> TRANSIENT_STATES = Set.of("55P03", "25006", "HYT00", "HYT01");

    /**
     * H2 has its own codes for the same: a lock that took too long (50200), a closed object (90007), input and output
     * (90028, 90031), a broken connection (90067), a closed database (90098, 90121), a full disk (90100), no memory
     * (90108), a concurrent update (90131).
     */
    private static final Set<Integer> TRANSIENT_H2_CODES =
            Set.of(50200, 90007, 90028, 90031, 90067, 90098, 90100, 90108, 90121, 90131);

    private static final int H2_FILE_IN_USE = 90020;

    private Failures() {}

    /** Calls the driver, translating what it throws. */
    static <T extends @Nullable Object> T translating(Supplier<T> call) {
        try {
            return call.get();
        } catch (JdbiException failure) {
            throw translated(failure);
        }
    }

    static void translating(Runnable call) {
        translating(() -> {
            call.run();
            return null;
        });
    }

    static StoreException translated(Exception failure) {
        SQLException reason = sqlException(failure);
        if (reason != null && reason.getErrorCode() == H2_FILE_IN_USE) {
            return new StoreLockedException("The database file is in use by another process.", failure);
        }
        IOException disk = ofTheDisk(failure);
        if (disk != null) {
            return new StoreDiskException("The disk failed: " + disk.getMessage(), failure);
        }
        String message = reason == null ? failure.getMessage() : reason.getMessage();
        return new StoreException("The store failed: " + message, failure, isTransient(failure, reason));
    }

    static StoreException connecting(SQLException failure) {
        return translated(new ConnectionException(failure));
    }

    /** Whether a unique key was in the way. */
    static boolean isDuplicate(JdbiException failure) {
        SQLException reason = sqlException(failure);
        return reason != null && UNIQUE_VIOLATION.equals(reason.getSQLState());
    }

    /** What the operating system said of an embedded database's file; H2 itself calls that a "general error". */
    private static @Nullable IOException ofTheDisk(Throwable failure) {
        boolean ofTheFile = false;
        for (Throwable each = failure; each != null; each = each.getCause()) {
            ofTheFile |= each instanceof MVStoreException;
            if (ofTheFile && each instanceof IOException exception) {
                return exception;
            }
        }
        return null;
    }

    private static boolean isTransient(Exception failure, @Nullable SQLException reason) {
        if (reason == null) {
            return false;
        }
        String state = reason.getSQLState() == null ? "" : reason.getSQLState();
        String stateClass = state.length() < 2 ? state : state.substring(0, 2);
        if (failure instanceof ConnectionException) {
            return !MISCONFIGURED.contains(stateClass);
        }
        return TRANSIENT_CLASSES.contains(stateClass)
                || TRANSIENT_STATES.contains(state)
                || TRANSIENT_H2_CODES.contains(reason.getErrorCode());
    }

    /** The innermost one: the pool and Jdbi wrap what the driver said. */
    static @Nullable SQLException sqlException(Throwable failure) {
        SQLException innermost = null;
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException exception) {
                innermost = exception;
            }
        }
        return innermost;
    }
}
