package dev.chat.persistence.jdbi;

import dev.chat.core.store.StoreException;

/**
 * The folder of an embedded database is in use by another process, or by another store of this one. Its message is one
 * line for a person.
 */
public final class StoreLockedException extends StoreException {
    private static final long serialVersionUID = 1L;

    StoreLockedException(String message, Throwable cause) {
        super(message, cause, true);
    }
}
