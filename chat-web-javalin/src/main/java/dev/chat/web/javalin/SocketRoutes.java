package dev.chat.web.javalin;

import dev.chat.core.Chat;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import dev.chat.core.store.StoreException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens WebSockets. Who may not have one still gets it, for a close code: browsers hide the status of an upgrade that
 * is refused.
 */
final class SocketRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(SocketRoutes.class);
    /** Longer than the patience of {@link Watch}, which comes before it. */
    private static final Duration MAX_IDLE = Duration.ofSeconds(60);

    private static final String GREETING = SocketRoutes.class.getName() + ".greeting";
    private static final String CONNECTION = SocketRoutes.class.getName() + ".connection";

    private final Chat chat;
    private final Callers callers;
    private final Origins origins;
    private final Connection.Shared shared;
    private final Pulse pulse;
    private final int budget;

    SocketRoutes(Chat chat, Callers callers, Origins origins, Connection.Shared shared, Pulse pulse, int budget) {
        this.chat = chat;
        this.callers = callers;
        this.origins = origins;
        this.shared = shared;
        this.pulse = pulse;
        this.budget = budget;
    }

    void addTo(RoutesConfig javalin, String base) {
        add(javalin, base + "/socket", false);
        add(javalin, base + "/rooms/{room}/socket", true);
    }

    private void add(RoutesConfig javalin, String path, boolean oneRoom) {
        javalin.wsBeforeUpgrade(path, this::beforeUpgrade);
        javalin.ws(path, socket -> configure(socket, oneRoom));
    }

    private void configure(WsConfig socket, boolean oneRoom) {
        socket.onConnect(context -> onConnect(context, oneRoom));
        socket.onMessage(context -> {
            Connection connection = context.attribute(CONNECTION);
            if (connection != null) {
                connection.onText(context.message());
            }
        });
        socket.onBinaryMessage(context -> close(context.session, CloseCode.BINARY));
        socket.onClose(this::onClose);
        socket.onError(context -> LOG.debug("A socket failed", context.error()));
    }

    private void beforeUpgrade(Context request) {
        // Javalin opens a session for every upgrade, which nobody would ever ask for again.
        HttpSession session = request.req().getSession(false);
        if (session != null && session.isNew()) {
            session.invalidate();
            request.res().setHeader("Set-Cookie", null);
        }
        if (request.header("Sec-WebSocket-Key") == null) {
            throw new BadRequestResponse("A WebSocket is opened with a Sec-WebSocket-Key (RFC 6455, section 4.1).");
        }
        request.attribute(GREETING, greet(request));
    }

    private Greeting greet(Context request) {
        if (!Subprotocols.choose(request)) {
            return new Greeting(null, CloseCode.UNKNOWN_SUBPROTOCOL);
        }
        // The chat's own tokens need no such check: no browser adds them by itself, so a foreign page has none to
        // offer.
        if (!callers.hasSessions() && !origins.allow(request.header("Origin"), request.header("Host"))) {
            return new Greeting(null, CloseCode.FOREIGN_ORIGIN);
        }
        try {
            return new Greeting(callers.of(request), null);
        } catch (RejectedException rejected) {
            return new Greeting(null, CloseCode.UNAUTHENTICATED);
        } catch (RuntimeException failure) {
            return new Greeting(null, failed(failure));
        }
    }

    private void onConnect(WsConnectContext context, boolean oneRoom) {
        Session session = context.session;
        session.setIdleTimeout(MAX_IDLE);
        session.setMaxTextMessageSize(Json.MAX_BYTES);
        session.setMaxBinaryMessageSize(Json.MAX_BYTES);
        // What carries it below Javalin: frames go there as bytes, and what comes is counted there.
        WebSocketCoreSession core = (WebSocketCoreSession) ((WebSocketSession) session).getCoreSession();
        SocketOutbox outbox = new SocketOutbox(Line.to(core), budget);
        Watch watch = new Watch(new Wire(core), outbox, shared.limits().newLimitOfParts(), pulse.now());
        pulse.add(watch);
        Greeting greeting = context.attribute(GREETING);
        if (greeting == null || greeting.caller() == null) {
            refuse(outbox, greeting == null || greeting.refusal() == null ? CloseCode.FAULT : greeting.refusal());
            return;
        }
        try {
            open(context, greeting.caller(), oneRoom, outbox, watch);
        } catch (RuntimeException failure) {
            watch.seeOff();
            refuse(outbox, failed(failure));
        }
    }

    private void open(WsConnectContext context, Caller caller, boolean oneRoom, SocketOutbox outbox, Watch watch) {
        RoomId room = null;
        if (oneRoom) {
            try {
                room = Ids.room(context.pathParam("room"));
            } catch (Refusal unknown) {
                refuse(outbox, CloseCode.NOT_IN_ROOM);
                return;
            }
        }
        Connection connection = new Connection(chat, caller, room, outbox, shared);
        context.attribute(CONNECTION, connection);
        watch.attend(connection);
        shared.connections().add(connection);
        if (!caller.isStillKnown(chat)) {
            connection.end();
            return;
        }
        if (room == null) {
            connection.open();
        } else {
            subscribe(context, connection, room);
        }
    }

    private void subscribe(WsConnectContext context, Connection connection, RoomId room) {
        try {
            String position = parameter(context, "after");
            Position after = position == null ? chat.rooms().get(room).head() : Call.position("after", position);
            String epoch = parameter(context, "epoch");
            connection.open(new Command.Subscribe(room, after, epoch == null ? null : Ids.epoch(epoch)));
        } catch (RejectedException rejected) {
            connection.close(CloseCode.NOT_IN_ROOM);
        } catch (Refusal refusal) {
            connection.refuse(refusal.problem());
        }
    }

    private static @Nullable String parameter(WsContext context, String name) {
        List<String> values = context.queryParamMap().get(name);
        return values == null ? null : values.isEmpty() ? "" : values.getFirst();
    }

    private void onClose(WsContext context) {
        Connection connection = context.attribute(CONNECTION);
        if (connection != null) {
            connection.onClosed();
        }
    }

    private static void refuse(SocketOutbox outbox, CloseCode code) {
        outbox.end(code);
        outbox.iterate();
    }

    private static void close(Session session, CloseCode code) {
        session.close(code.code(), code.reason(), Callback.NOOP);
    }

    private static CloseCode failed(RuntimeException failure) {
        LOG.warn("A socket could not be opened", failure);
        return failure instanceof StoreException store && store.isRetrySafe() ? CloseCode.UNAVAILABLE : CloseCode.FAULT;
    }

    /**
     * What was found out before the upgrade.
     *
     * @param caller who it is; null if refused
     * @param refusal why not; null if known
     */
    private record Greeting(
            @Nullable Caller caller, @Nullable CloseCode refusal) {}
}
