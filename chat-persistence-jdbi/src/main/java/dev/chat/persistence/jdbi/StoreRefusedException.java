package dev.chat.persistence.jdbi;

import dev.chat.core.store.StoreException;

/**
 * The store cannot keep its promises on this database, or may not use it, until its settings are changed. Its message
 * is one line for a person, and says what to change.
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
