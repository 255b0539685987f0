package dev.chat.persistence.jdbi;

import dev.chat.core.store.StoreException;
import java.nio.file.Path;

/**
 * The files of an embedded database are not what was left there, so it is not opened. Nothing was changed. Its message
 * is one line for a person.
 */
public final class StoreDamagedException extends StoreException {
    private static final long serialVersionUID = 1L;

    StoreDamagedException(Path folder, String reason, Throwable cause) {
        super(
                "The database in " + folder + " is damaged. " + reason
                        + " Restore all files of the folder from one backup, or move them away to begin with an empty"
                        + " database.",
                cause,
                false);
    }
}
