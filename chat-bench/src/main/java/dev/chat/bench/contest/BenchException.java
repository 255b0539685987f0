package dev.chat.bench.contest;

/**
 * A run that counts for nothing: a server that did not start, or lost, doubled or swapped messages, or fell silent. The
 * message tells a person what happened.
 */
public final class BenchException extends Exception {
    /** Creates one. */
    public BenchException(String message) {
        super(message);
    }

    /** Creates one with what it comes from. */
    public BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
