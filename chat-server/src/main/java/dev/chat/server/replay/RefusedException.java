package dev.chat.server.replay;

/** The server refused a request, and would do so again. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    RefusedException(String code, String detail) {
        super(detail);
        this.code = code;
    }

    /** {@return the stable reason, as {@code docs/protocol.md} lists them} */
    String code() {
        return code;
    }
}
