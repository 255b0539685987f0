package dev.chat.web.javalin;

import io.javalin.http.Context;
import java.io.IOException;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletCoreRequest;
import org.eclipse.jetty.ee10.servlet.ServletCoreResponse;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.jspecify.annotations.Nullable;

/**
 * A request for a WebSocket, answered by Jetty's core: the frames go to a handler, and nothing of the request is kept.
 */
record Upgrade(WebSocketMappings core, Request request, Response response) {
    /** Tells whether it comes over HTTP/2 (RFC 8441), where no key proves that both sides mean it. */
    static boolean isOverHttp2(Context request) {
        return HttpMethod.CONNECT.is(request.req().getMethod());
    }

    /** The host and port that are asked, which HTTP/2 has in the address; null if it does not say. */
    static @Nullable String host(Context request) {
        String header = request.header("Host");
        return header == null
                ? ServletCoreRequest.wrap(request.req()).getHttpURI().getAuthority()
                : header;
    }

    static Upgrade of(Context request) {
        ServletContextHandler application =
                ServletContextHandler.getServletContextHandler(request.req().getServletContext());
        Request core = ServletCoreRequest.wrap(request.req());
        return new Upgrade(
                WebSocketMappings.ensureMappings(application),
                core,
                ServletCoreResponse.wrap(core, request.res(), false));
    }

    /**
     * Upgrades the connection.
     *
     * @return false if this is no such request; it is not answered then
     */
    boolean to(FrameHandler handler) throws IOException {
        try (Blocker.Callback answered = Blocker.callback()) {
            boolean upgrades = core.upgrade((asked, answer, callback) -> handler, request, response, answered, null);
            if (upgrades) {
                answered.block();
            }
            return upgrades;
        }
    }
}
