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
    Caller of(Context request) throws RejectedException {
        Token token = hasSessions ? BearerToken.of(request).orElse(null) : null;
        return new Caller(authenticator.authenticate(request), token);
    }
}
