package dev.chat.core.store;

/**
 * The store failed: it cannot be reached, is full, or is broken. What was under way is rolled back, or, where the
 * failure struck in the commit itself, its outcome is unknown.
 */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean retrySafe;

    /**
     * Creates a failure.
     *
     * @param message what failed, for the log
     * @param cause the driver's own exception
     * @param retrySafe whether the same call may succeed later and does no harm if it had succeeded after all
     */
    public StoreException(String message, Throwable cause, boolean retrySafe) {
        super(message, cause);
        this.retrySafe = retrySafe;
    }

    /** {@return whether the same call may succeed later and does no harm if it had succeeded after all} */
    public boolean isRetrySafe() {
        return retrySafe;
    }
}
