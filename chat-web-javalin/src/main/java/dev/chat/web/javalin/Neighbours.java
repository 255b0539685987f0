package dev.chat.web.javalin;

import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.ParsedEndpoint;
import io.javalin.websocket.WsHandlerEntry;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports routes and handlers of the application that interfere with the chat's. */
final class Neighbours {
    private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);
    private static final Pattern PARAMETER = Pattern.compile("\\{\\w+}");

    private final JavalinState state;
    private final String base;
    private final AtomicBoolean told = new AtomicBoolean();

    /** Creates one for a chat at this address. */
    Neighbours(JavalinState state, String base) {
        this.state = state;
        this.base = base;
    }

    /**
     * Makes sure that a route of the chat's, which was just added, answers what it is for.
     *
     * @throws IllegalStateException if an earlier one of the application's would answer instead
     */
    void requireReached(HandlerType method, String path) {
        ParsedEndpoint first = state.internalRouter.findFirstHttpHandlerEntry(method, sample(path));
        if (first != null && !first.endpoint.path.equals(path)) {
            throw hidden(method.name(), first.endpoint.path, path);
        }
    }

    /** Makes sure of the same for a WebSocket's address. */
    void requireSocketReached(String path) {
        WsHandlerEntry first = state.wsRouter.getWsPathMatcher().findEndpointHandlerEntry(sample(path));
        if (first != null && !first.getPath().equals(path)) {
            throw hidden("The WebSocket", first.getPath(), path);
        }
    }

    private static String sample(String path) {
        return PARAMETER.matcher(path).replaceAll("x");
    }

    private static IllegalStateException hidden(String method, String first, String path) {
        return new IllegalStateException(
                ("%s %s of the application answers whatever is asked at %s, which is the chat's:"
                                + " Javalin asks the routes of an application before those of its plugins. Answer what has no"
                                + " route by config.spaRoot, or by config.routes.error(404, ...), or give the route a path that"
                                + " does not match the chat's.")
                        .formatted(method, first, path));
    }

    /** Warns once that an upgrade had no known user, perhaps because a handler never ran. */
    void onUnknownCaller(Context upgrade) {
        String path = upgrade.path();
        List<String> before = handlers(HandlerType.BEFORE, path);
        if (!before.isEmpty()
                && handlers(HandlerType.WEBSOCKET_BEFORE_UPGRADE, path).isEmpty()
                && told.compareAndSet(false, true)) {
            LOG.warn(
                    "The authenticator knew nobody who asked for a WebSocket. The application has before handlers ({}),"
                            + " which Javalin runs for requests and not for upgrades. If one of them tells who calls, add"
                            + " it with config.routes.wsBeforeUpgrade as well. This is said once",
                    String.join(", ", before));
        }
    }

    /** The paths of the application's own. */
    private List<String> handlers(HandlerType type, String path) {
        return state.internalRouter.findHttpHandlerEntries(type, path).stream()
                .map(entry -> entry.endpoint.path)
                .filter(each -> !each.startsWith(base + "/"))
                .toList();
    }
}
