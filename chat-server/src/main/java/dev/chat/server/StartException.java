package dev.chat.server;

/** The server cannot start, for a reason that the person who starts it can mend; the message says it in one line. */
final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    StartException(String message) {
        super(message);
    }

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
