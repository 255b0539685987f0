package dev.chat.web.javalin;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The subprotocols that a WebSocket is asked for: the protocol's version, and a token in disguise. */
final class Subprotocols {
    static final String VERSION = "chat.v1";

    private static final String HEADER = "Sec-WebSocket-Protocol";
    private static final String TOKEN = "bearer.";

    private Subprotocols() {}

    /** The token, if one is offered. */
    static Optional<String> token(Context request) {
        return offered(request).stream()
                .filter(each -> each.startsWith(TOKEN))
                .map(each -> each.substring(TOKEN.length()))
                .findFirst();
    }

    /**
     * Chooses the version, whatever its place in the list, and tells whether the client offered it or offered nothing.
     * The first of the list may be the token, which would come back in a header that ends up in logs.
     */
    static boolean choose(Context request) {
        List<String> offered = offered(request);
        boolean known = offered.contains(VERSION);
        request.res().setHeader(HEADER, known ? VERSION : null);
        return known || offered.isEmpty();
    }

    private static List<String> offered(Context request) {
        return Collections.list(request.req().getHeaders(HEADER)).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }
}
