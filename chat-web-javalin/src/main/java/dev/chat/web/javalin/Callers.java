package dev.chat.web.javalin;

import dev.chat.core.error.RejectedException;
import dev.chat.core.session.Token;
import io.javalin.http.Context;

/**
 * Tells who calls, and by which session.
 *
 * @param authenticator tells who
 * @param hasSessions whether this engine keeps the sessions, so that a connection ends with its session
 */
record Callers(Authenticator authenticator, boolean hasSessions) {
    /** {@return the same for those who ask for a WebSocket, whom the application's handlers may have missed} */
    Callers ofSockets(Neighbours neighbours) {
        return new Callers(
                upgrade -> {
                    try {
                        return authenticator.authenticate(upgrade);
                    } catch (RejectedException | RuntimeException unknown) {
                        neighbours.onUnknownCaller(upgrade);
                        throw unknown;
                    }
                },
                hasSessions);
    }

    Caller of(Context request) throws RejectedException {
        Token token = hasSessions ? BearerToken.of(request).orElse(null) : null;
        return new Caller(authenticator.authenticate(request), token);
    }
}
