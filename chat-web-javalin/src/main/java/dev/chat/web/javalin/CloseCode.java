package dev.chat.web.javalin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The WebSocket close codes of the protocol that this module sends itself; Jetty sends 1002, 1007 and 1009. */
enum CloseCode {
    STOPPING(1001, "the server stops"),
    BINARY(1003, "binary frames are not part of this protocol"),
    FAULT(1011, "a fault of the server"),
    UNAVAILABLE(1013, "the store cannot be reached", Duration.ofSeconds(2)),
    UNAUTHENTICATED(4401, "the token is missing or void"),
    FOREIGN_ORIGIN(4403, "origin not allowed"),
    NOT_IN_ROOM(4404, "no such room, or not a member"),
    UNKNOWN_SUBPROTOCOL(4406, "none of the subprotocols is known"),
    SILENT(4407, "nothing was heard for 45 seconds"),
    TOO_SLOW(4408, "the reader is too slow"),
    SUBSCRIPTION_OVER(4410, "the subscription is over"),
    TOO_MANY_FRAMES(4429, "too many frames or connections in a short time", Duration.ofSeconds(5)),
    TOO_MANY_CONNECTIONS(4430, "too many sockets and streams of this user", Duration.ofSeconds(30));

    private final int code;
    private final String reason;
    private final @Nullable Duration retryAfter;

    CloseCode(int code, String reason) {
        this(code, reason, null);
    }

    CloseCode(int code, String reason, @Nullable Duration retryAfter) {
        this.code = code;
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    int code() {
        return code;
    }

    String reason() {
        return reason;
    }

    /** When to come back; null if that is up to the client. */
    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
