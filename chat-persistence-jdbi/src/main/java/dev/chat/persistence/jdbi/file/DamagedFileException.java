package dev.chat.persistence.jdbi.file;

import java.io.IOException;

/** The file is not what it was left as. Its message tells a person what to do. */
public final class DamagedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedFileException(String message) {
        super(message);
    }
}
