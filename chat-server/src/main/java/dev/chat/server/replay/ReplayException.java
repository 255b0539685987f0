package dev.chat.server.replay;

import java.io.IOException;

/** The replay cannot go on; the message says why in one line. */
final class ReplayException extends IOException {
    private static final long serialVersionUID = 1L;

    ReplayException(String message) {
        super(message);
    }

    ReplayException(String message, Throwable cause) {
        super(message, cause);
    }
}
