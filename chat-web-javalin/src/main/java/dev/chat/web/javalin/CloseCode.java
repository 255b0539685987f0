package dev.chat.web.javalin;

/** The WebSocket close codes of the protocol that this module sends itself; Jetty sends 1002, 1007 and 1009. */
enum CloseCode {
    STOPPING(1001, "the server stops"),
    BINARY(1003, "binary frames are not part of this protocol"),
    FAULT(1011, "a fault of the server"),
    UNAVAILABLE(1013, "the store cannot be reached"),
    UNAUTHENTICATED(4401, "the token is missing or void"),
    FOREIGN_ORIGIN(4403, "origin not allowed"),
    NOT_IN_ROOM(4404, "no such room, or not a member"),
    UNKNOWN_SUBPROTOCOL(4406, "none of the subprotocols is known"),
    TOO_SLOW(4408, "the reader is too slow"),
    SUBSCRIPTION_OVER(4410, "the subscription is over");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    int code() {
        return code;
    }

    String reason() {
        return reason;
    }
}
