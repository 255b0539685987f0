package dev.chat.persistence.jdbi;

import dev.chat.core.store.StoreException;
import java.io.IOException;

/**
 * The disk that holds an embedded database is full, or fails. The store serves again, without being opened anew, once
 * the disk does. Its message is one line for a person.
 */
public final class StoreDiskException extends StoreException {
    private static final long serialVersionUID = 1L;

    StoreDiskException(String message, Throwable cause) {
        super(message, cause, true);
    }

    StoreDiskException(String message) {
        this(message, new IOException(message));
    }
}
