package dev.chat.web.javalin;

import dev.chat.core.session.Token;
import io.javalin.http.Context;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the token in a request: in the header; where a browser cannot set one, in a subprotocol (WebSocket) or the
 * address (events).
 */
final class BearerToken {
    private static final String SCHEME = "bearer ";
    private static final String EVENTS = "/events";

    private BearerToken() {}

    /** Tells whether a request proves who sends it in more than one header: which of them counts is anybody's guess. */
    static boolean isAmbiguous(Context request) {
        Enumeration<String> headers = request.req().getHeaders("Authorization");
        return headers.hasMoreElements() && headers.nextElement() != null && headers.hasMoreElements();
    }

    static Optional<Token> of(Context request) {
        String header = request.header("Authorization");
        if (header != null) {
            return fromHeader(header);
        }
        Optional<String> subprotocol = Subprotocols.token(request);
        if (subprotocol.isPresent()) {
            return subprotocol.map(Token::new);
        }
        return request.path().endsWith(EVENTS)
                ? Optional.ofNullable(request.queryParam("access_token")).map(Token::new)
                : Optional.empty();
    }

    private static Optional<Token> fromHeader(String header) {
        return header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                ? Optional.of(new Token(header.substring(SCHEME.length()).strip()))
                : Optional.empty();
    }
}
