package dev.chat.launcher;

/** There is no Java that could run the server; the message goes on after "…, and". */
final class NoJavaException extends Exception {
    private static final long serialVersionUID = 1L;

    NoJavaException(String message) {
        super(message);
    }
}
