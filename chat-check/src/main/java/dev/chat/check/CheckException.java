package dev.chat.check;

/** The check cannot go on, and the message says why. */
final class CheckException extends Exception {
    CheckException(String message) {
        super(message);
    }
}
