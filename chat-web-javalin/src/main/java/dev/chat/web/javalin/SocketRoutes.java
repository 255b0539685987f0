package dev.chat.web.javalin;

import dev.chat.core.Chat;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.Epoch;
import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import dev.chat.core.store.StoreException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
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
    private static final String SOCKET = "/socket";
    private static final String ROOM_SOCKET = "/rooms/{room}/socket";
    /** The one version that there is (RFC 6455, section 4.1). */
    private static final String VERSION = "13";

    /** Longer than the patience of {@link Watch}, which comes before it. */
    private static final Duration MAX_IDLE = Duration.ofSeconds(60);

    private final Chat chat;
    private final Callers callers;
    private final Limits limits;
    private final HostNames hosts;
    private final Origins origins;
    private final Connection.Shared shared;
    private final Pulse pulse;
    private final int budget;

    SocketRoutes(
            Chat chat,
            Callers callers,
            Limits limits,
            HostNames hosts,
            Origins origins,
            Connection.Shared shared,
            Pulse pulse,
            int budget) {
        this.chat = chat;
        this.callers = callers;
        this.limits = limits;
        this.hosts = hosts;
        this.origins = origins;
        this.shared = shared;
        this.pulse = pulse;
        this.budget = budget;
    }

    void addTo(RoutesConfig javalin, String base) {
        add(javalin, base + SOCKET, false);
        add(javalin, base + ROOM_SOCKET, true);
    }

    /**
     * Makes sure that who asks for a socket is heard here.
     *
     * @throws IllegalStateException if a socket of the application's is in the way
     */
    static void requireReached(Neighbours neighbours, String base) {
        neighbours.requireSocketReached(base + SOCKET);
        neighbours.requireSocketReached(base + ROOM_SOCKET);
    }

    /** Javalin's own upgrade is only reached by what is none, and answered there. */
    private void add(RoutesConfig javalin, String path, boolean oneRoom) {
        javalin.wsBeforeUpgrade(path, request -> upgrade(request, oneRoom));
        javalin.ws(path, socket -> {});
        javalin.get(path, SocketRoutes::requireUpgrade);
    }

    private void upgrade(Context request, boolean oneRoom) throws IOException {
        // Javalin opens a session for every upgrade, which nobody would ever ask for again.
        HttpSession session = request.req().getSession(false);
        if (session != null && session.isNew()) {
            session.invalidate();
            request.res().setHeader("Set-Cookie", null);
        }
        if (!Upgrade.isOverHttp2(request) && request.header("Sec-WebSocket-Key") == null) {
            throw new BadRequestResponse("A WebSocket is opened with a Sec-WebSocket-Key (RFC 6455, section 4.1).");
        }
        if (request.protocol().startsWith("HTTP/1") && !VERSION.equals(request.header("Sec-WebSocket-Version"))) {
            requireUpgrade(request);
            return;
        }
        if (BearerToken.isAmbiguous(request)) {
            throw new BadRequestResponse("Send one Authorization header only.");
        }
        Problem misdirected = hosts.problemWith(ServletContextRequest.getServletContextRequest(request.req()));
        if (misdirected != null) {
            throw new HttpResponseException(misdirected.code().status(), misdirected.detail());
        }
        Greeting greeting = greet(request);
        Address address = oneRoom ? Address.of(request) : null;
        if (Upgrade.of(request).to(new SocketInbox((core, inbox) -> onOpen(core, inbox, greeting, address)))) {
            request.skipRemainingHandlers();
        }
    }

    private static void requireUpgrade(Context request) {
        Responses.protect(request);
        request.header("Sec-WebSocket-Version", VERSION).header("Upgrade", "websocket");
        Responses.refuse(
                request,
                new Problem(ProblemCode.UPGRADE_REQUIRED, "Here is a WebSocket, to be opened as of version 13."));
    }

    private Greeting greet(Context request) {
        if (!Subprotocols.choose(request)) {
            return new Greeting(null, CloseCode.UNKNOWN_SUBPROTOCOL);
        }
        // The chat's own tokens need no such check: no browser adds them by itself, so a foreign page has none to
        // offer.
        if (!callers.hasSessions() && !origins.allow(request.header("Origin"), Upgrade.host(request))) {
            return new Greeting(null, CloseCode.FOREIGN_ORIGIN);
        }
        try {
            limits.admit(request);
            Caller caller = callers.of(request);
            limits.admit(caller.id());
            return new Greeting(caller, null);
        } catch (Refusal tooMuch) {
            return new Greeting(null, CloseCode.TOO_MANY_FRAMES);
        } catch (RejectedException rejected) {
            return new Greeting(null, CloseCode.UNAUTHENTICATED);
        } catch (RuntimeException failure) {
            return new Greeting(null, failed(failure));
        }
    }

    private void onOpen(WebSocketCoreSession core, SocketInbox inbox, Greeting greeting, @Nullable Address address) {
        core.setIdleTimeout(MAX_IDLE);
        readDirectly(core);
        SocketOutbox outbox = new SocketOutbox(Line.to(core), budget);
        Watch watch = new Watch(new Wire(core), outbox, shared.limits().newLimitOfParts(), pulse.now());
        pulse.add(watch);
        if (greeting.caller() == null) {
            refuse(outbox, greeting.refusal() == null ? CloseCode.FAULT : greeting.refusal());
            return;
        }
        try {
            Socket socket =
                    new Socket(inbox, outbox, watch, core.getConnection().getExecutor());
            open(socket, greeting.caller(), address);
        } catch (RuntimeException failure) {
            watch.seeOff();
            refuse(outbox, failed(failure));
        }
    }

    /** Unless what comes has to be inflated first, which may take long. */
    private static void readDirectly(WebSocketCoreSession core) {
        if (core.getConnection().getEndPoint() instanceof PatientEndPoint direct
                && core.getNegotiatedExtensions().isEmpty()) {
            direct.readWithoutBlocking();
        }
    }

    private void open(Socket socket, Caller caller, @Nullable Address address) {
        RoomId room = null;
        if (address != null) {
            try {
                room = Ids.room(address.room());
            } catch (Refusal unknown) {
                refuse(socket.outbox, CloseCode.NOT_IN_ROOM);
                return;
            }
        }
        if (!shared.connections().takePlace(caller.id())) {
            refuse(socket.outbox, CloseCode.TOO_MANY_CONNECTIONS);
            return;
        }
        Connection connection = connection(socket, caller, room);
        socket.inbox.deliverTo(connection);
        socket.watch.attend(connection);
        shared.connections().add(connection);
        if (!caller.isStillKnown(chat)) {
            connection.end();
            return;
        }
        if (address == null || room == null) {
            connection.open();
        } else {
            subscribe(connection, room, address);
        }
    }

    private Connection connection(Socket socket, Caller caller, @Nullable RoomId room) {
        try {
            return new Connection(chat, caller, room, socket.outbox, socket.threads, shared);
        } catch (RuntimeException | Error failure) {
            shared.connections().leavePlace(caller.id());
            throw failure;
        }
    }

    private void subscribe(Connection connection, RoomId room, Address address) {
        try {
            Position after =
                    address.after() == null ? chat.rooms().get(room).head() : Call.position("after", address.after());
            Epoch epoch = address.epoch() == null ? null : Ids.epoch(address.epoch());
            connection.open(new Command.Subscribe(room, after, epoch));
        } catch (RejectedException rejected) {
            connection.close(CloseCode.NOT_IN_ROOM);
        } catch (Refusal refusal) {
            connection.refuse(refusal.problem());
        }
    }

    private static void refuse(SocketOutbox outbox, CloseCode code) {
        outbox.end(code);
        outbox.iterate();
    }

    private static CloseCode failed(RuntimeException failure) {
        LOG.warn("A socket could not be opened", failure);
        return failure instanceof StoreException store && store.isRetrySafe() ? CloseCode.UNAVAILABLE : CloseCode.FAULT;
    }

    /**
     * What a socket is made of before anybody is known on it.
     *
     * @param threads run what may block
     */
    private record Socket(SocketInbox inbox, SocketOutbox outbox, Watch watch, Executor threads) {}

    /**
     * What was found out before the upgrade.
     *
     * @param caller who it is; null if refused
     * @param refusal why not; null if known
     */
    private record Greeting(
            @Nullable Caller caller, @Nullable CloseCode refusal) {}

    /**
     * What the address of one room's socket says, as the client wrote it.
     *
     * @param room which
     * @param after from which position on; null if it does not say
     * @param epoch of which log that is; null if it does not say
     */
    private record Address(
            String room, @Nullable String after, @Nullable String epoch) {
        static Address of(Context request) {
            return new Address(request.pathParam("room"), parameter(request, "after"), parameter(request, "epoch"));
        }

        private static @Nullable String parameter(Context request, String name) {
            List<String> values = request.queryParamMap().get(name);
            return values == null ? null : values.isEmpty() ? "" : values.getFirst();
        }
    }
}
