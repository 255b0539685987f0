package dev.chat.persistence.jdbi;

import dev.chat.core.store.StoreException;

/**
 * The database is one that a store cannot keep its promises on, or may not use, until somebody changes how it is set.
 * Its message is one line for a person, and says what to change.
 */
public final class StoreRefusedException extends StoreException {
    private static final long serialVersionUID = 1L;

    StoreRefusedException(String message, Throwable cause, boolean retrySafe) {
        super(message, cause, retrySafe);
    }

    StoreRefusedException(String message) {
        this(message, new IllegalStateException(message), false);
    }
}
