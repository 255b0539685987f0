package dev.chat.web.javalin;

import dev.chat.core.Chat;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import io.javalin.config.JavalinState;
import io.javalin.plugin.Plugin;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Mounts a chat in a Javalin application: REST, WebSocket and server-sent events below one path. Routes and error
 * handlers of the application stay as they are; what is refused below {@code /api/v1} is answered in the chat's own
 * way.
 *
 * <pre>{@code
 * Javalin.create(config -> config.registerPlugin(new ChatPlugin(chat, it -> it.path = "/chat")));
 * }</pre>
 *
 * <p>A route of the application's that matches the chat's addresses, such as {@code get("/*")}, would answer in its
 * place, since Javalin asks plugins last: Javalin does not start then, and says which.
 *
 * <p>The chat stays the application's: it is closed after Javalin has stopped. Leave Javalin's virtual threads off:
 * they cost WebSockets throughput. Where thousands read along, let them come in through a {@link ChatConnector}.
 *
 * <p>WebSockets are opened below Javalin, since what it keeps of each upgrade takes more memory than all else: the
 * application's {@code wsBeforeUpgrade} handlers are called, its {@code wsAfterUpgrade} handlers, those of the sockets
 * themselves, and its WebSocket loggers are not.
 */
public final class ChatPlugin extends Plugin<ChatPlugin.Config> {
    /** The attribute of a request that holds the id of its user once that is known, as text: for logs. */
    public static final String USER_ATTRIBUTE = "dev.chat.user";

    static final String API = "/api/v1";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Chat chat;
    private final Connections connections;
    private final Limits limits;
    private final Connection.Shared shared;
    private final Pulse pulse;
    private Set<String> operations = Set.of();

    /** Creates a plugin that mounts this chat at the root. */
    public ChatPlugin(Chat chat) {
        this(chat, config -> {});
    }

    /**
     * Creates a plugin that mounts this chat as configured.
     *
     * @throws IllegalArgumentException if one of the limits, such as {@link Config#maxFramesPerSecond}, is 0 or less
     */
    public ChatPlugin(Chat chat, Consumer<Config> configure) {
        super(configure, new Config());
        this.chat = Objects.requireNonNull(chat, "chat");
        pluginConfig.requireLimits();
        Timing timing = pluginConfig.timing;
        pulse = new Pulse(timing);
        connections = new Connections(pluginConfig.maxConnectionsPerUser);
        limits = new Limits(pluginConfig, timing.clock());
        FrameLimits frames = new FrameLimits(pluginConfig.maxFramesPerSecond, timing.clock());
        shared = new Connection.Shared(connections, new BatchEncoder(), frames);
    }

    @Override
    public void onStart(JavalinState state) {
        String base = pluginConfig.path + API;
        boolean hasSessions = pluginConfig.authenticator == null;
        Authenticator authenticator =
                noting(pluginConfig.authenticator == null ? new BearerAuthenticator(chat) : pluginConfig.authenticator);
        Callers callers = new Callers(authenticator, hasSessions);
        int budget = pluginConfig.maxWaitingBytes;
        HostNames hosts = new HostNames(pluginConfig.publicHosts);
        Routes routes = new Routes(state.routes, base, authenticator, hosts, limits);
        UserRoutes users = new UserRoutes(chat, limits, connections);
        users.addTo(routes);
        if (hasSessions) {
            users.addSessionsTo(routes);
        }
        new RoomRoutes(chat, limits).addTo(routes);
        new MessageRoutes(chat).addTo(routes);
        new EventRoutes(chat, callers, limits, shared, budget, pluginConfig.timing.quiet()).addTo(routes);
        Origins origins = new Origins(pluginConfig.allowedOrigins);
        Neighbours neighbours = new Neighbours(state, base);
        new SocketRoutes(chat, callers.ofSockets(neighbours), limits, hosts, origins, shared, pulse, budget)
                .addTo(state.routes, base);
        routes.finish();
        routes.requireReached(neighbours);
        SocketRoutes.requireReached(neighbours, base);
        operations = routes.operations();
        new Documents(state.routes, pluginConfig.path).add(hasSessions);
        state.jetty.modifyServer(ExactHeaders::require);
        if (pluginConfig.wholeServer) {
            state.routes.error(
                    404, it -> ProblemView.answer(it, ProblemCode.NOT_FOUND, "There is nothing at this address."));
            state.routes.error(
                    405, it -> ProblemView.answer(it, ProblemCode.METHOD_NOT_ALLOWED, "This address is only read."));
            state.routes.error(
                    500,
                    it -> ProblemView.answer(it, ProblemCode.INTERNAL_ERROR, "A fault of the server. It was logged."));
            state.jetty.modifyServer(server -> {
                server.setErrorHandler(new JettyProblems());
                HostCheck check = new HostCheck(hosts);
                check.setHandler(server.getHandler());
                server.setHandler(check);
            });
        }
        state.events.serverStopping(this::closeAll);
        chat.hub().listenToDirectory(connections::announce);
        pulse.start();
    }

    private static Authenticator noting(Authenticator authenticator) {
        return request -> {
            User user = authenticator.authenticate(request);
            request.attribute(USER_ATTRIBUTE, user.id().toString());
            return user;
        };
    }

    /** A chat may be mounted more than once, and more than one chat. */
    @Override
    public boolean repeatable() {
        return true;
    }

    /**
     * Closes all of a user's sockets and streams on this node, as signing out does: for a host application whose own
     * sessions end. Does not block.
     */
    public void disconnect(UserId user) {
        connections.endUser(user);
    }

    /**
     * Closes all sockets and streams, and those that come later: sockets with 1001, after what is under way is
     * answered. Returns once all are gone, or after five seconds. Happens by itself when Javalin stops; again does
     * nothing.
     */
    public void closeAll() {
        connections.stop(PATIENCE);
        pulse.close();
    }

    /** How many sockets and streams are open, for tests and for whoever watches over them. */
    int openConnections() {
        return connections.count();
    }

    /** How many bytes wait for all readers together, for the same. */
    long waitingBytes() {
        return connections.waitingBytes();
    }

    /** What the API answers, such as {@code GET /api/v1/users}. */
    Set<String> operations() {
        return operations;
    }

    /** Where and how a chat is mounted. */
    public static final class Config {
        /** What a limit is set to for none. */
        public static final int NO_LIMIT = Integer.MAX_VALUE;

        /** The path to mount at, such as {@code /chat}; empty for the root. */
        public String path = "";

        /** Tells who callers are; null for the tokens that the chat itself issues. */
        public @Nullable Authenticator authenticator;

        /**
         * From which other origins pages may open a WebSocket if there is an {@link #authenticator}, such as
         * {@code https://app.example}; those of the address they ask always may. A browser sends cookies along with
         * whatever page asks for a WebSocket; for other requests it asks first (CORS).
         */
        public Set<String> allowedOrigins = Set.of();

        /**
         * Under which names the chat answers, besides {@code localhost} and plain addresses, such as
         * {@code chat.example}; null for any. Whatever comes under another name gets 421. It keeps out pages of an
         * attacker's name that leads to this server (DNS rebinding): a browser takes them for pages of this server. A
         * chat that takes its own tokens or cookies gives such a page nothing, since the browser keeps both by name;
         * one that trusts an address, or lets anybody in who reaches it, needs this.
         */
        public @Nullable Set<String> publicHosts;

        /** How many bytes may wait for one reader before it is closed with 4408 to resume by position. */
        public int maxWaitingBytes = 1024 * 1024;

        /**
         * How many frames a second one user may send, through all WebSockets together; ten times as many at once. What
         * is beyond is refused, and a socket that does not heed that is closed with 4429. As with all limits here,
         * {@link #NO_LIMIT} is none.
         */
        public int maxFramesPerSecond = 100;

        /** How many REST requests a second one user may send; ten times as many at once. What is beyond gets 429. */
        public int maxRequestsPerSecond = 100;

        /** How many WebSockets and streams of events one user may have open: beyond that 4430, or 429. */
        public int maxConnectionsPerUser = 100;

        /** How many rooms one user may create, or give another name, in an hour. What is beyond gets 429. */
        public int maxNewRoomsPerHour = 100;

        /** How often one user may take another name in an hour. What is beyond gets 429. */
        public int maxRenamingsPerHour = 30;

        /**
         * How many REST requests a second may come from one network address (of IPv6, from one network of 64 bits); ten
         * times as many at once. What is beyond gets 429. There is none unless it is set: behind a proxy that is not
         * among the {@link #trustedProxies}, all would count as one.
         */
        public int maxRequestsPerSecondPerAddress = NO_LIMIT;

        /**
         * How many users may be created from one network address in an hour; ten times as many at once. There is no
         * limit unless it is set, as above.
         */
        public int maxNewUsersPerHour = NO_LIMIT;

        /**
         * The proxies before this application, by whose word the limits on each network address count clients. Where
         * none are named, all who come through a proxy count as one.
         */
        public TrustedProxies trustedProxies = TrustedProxies.NONE;

        /**
         * Whether what Jetty itself refuses, because it is not HTTP or no address at all, is answered in the chat's way
         * too, and {@link #publicHosts} hold for all that it serves: for a server that is a chat and little else.
         */
        public boolean wholeServer;

        /** The time that all goes by. */
        Timing timing = Timing.REAL;

        private Config() {}

        private void requireLimits() {
            require("maxFramesPerSecond", maxFramesPerSecond);
            require("maxRequestsPerSecond", maxRequestsPerSecond);
            require("maxConnectionsPerUser", maxConnectionsPerUser);
            require("maxNewRoomsPerHour", maxNewRoomsPerHour);
            require("maxRenamingsPerHour", maxRenamingsPerHour);
            require("maxRequestsPerSecondPerAddress", maxRequestsPerSecondPerAddress);
            require("maxNewUsersPerHour", maxNewUsersPerHour);
        }

        private static void require(String name, int limit) {
            if (limit <= 0) {
                throw new IllegalArgumentException(name + " has to be at least 1");
            }
        }
    }
}
