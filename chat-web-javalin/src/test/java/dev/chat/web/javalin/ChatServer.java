package dev.chat.web.javalin;

import dev.chat.core.Chat;
import dev.chat.core.Persistence;
import dev.chat.core.memory.InMemoryPersistence;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.session.DefaultSessionCache;

/** A real server on a free port, with its chat in memory. */
final class ChatServer implements AutoCloseable {
    final Chat chat;
    final ChatPlugin plugin;
    private final Javalin javalin;
    private final String path;

    ChatServer() {
        this(config -> {});
    }

    ChatServer(Consumer<ChatPlugin.Config> configure) {
        this(new InMemoryPersistence(), configure, config -> {});
    }

    ChatServer(Persistence persistence, Consumer<ChatPlugin.Config> configure, Consumer<JavalinConfig> application) {
        this(Chat.on(persistence).build(), configure, application, ChatConnector::new);
    }

    ChatServer(Chat chat, Consumer<ChatPlugin.Config> configure) {
        this(chat, configure, config -> {}, ChatConnector::new);
    }

    /** Starts a server on a connector of another kind than the chat's own. */
    ChatServer(Consumer<ChatPlugin.Config> configure, BiFunction<Server, ConnectionFactory, ServerConnector> kind) {
        this(Chat.on(new InMemoryPersistence()).build(), configure, config -> {}, kind);
    }

    ChatServer(
            Persistence persistence,
            Consumer<ChatPlugin.Config> configure,
            Consumer<JavalinConfig> application,
            BiFunction<Server, ConnectionFactory, ServerConnector> kind) {
        this(Chat.on(persistence).build(), configure, application, kind);
    }

    private ChatServer(
            Chat chat,
            Consumer<ChatPlugin.Config> configure,
            Consumer<JavalinConfig> application,
            BiFunction<Server, ConnectionFactory, ServerConnector> kind) {
        this.chat = chat;
        String[] mount = {""};
        plugin = new ChatPlugin(chat, config -> {
            configure.accept(config);
            mount[0] = config.path;
        });
        path = mount[0];
        javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.registerPlugin(plugin);
            config.jetty.addConnector((server, http) -> kind.apply(server, new HttpConnectionFactory(http)));
            application.accept(config);
        });
        javalin.start();
    }

    Api api() {
        return new Api(origin() + path);
    }

    /** Signs somebody up. */
    Api signUp(String name) {
        return api().signUp(name);
    }

    String origin() {
        boolean secure =
                javalin.jettyServer().server().getConnectors()[0].getProtocols().contains("ssl");
        return (secure ? "https" : "http") + "://localhost:" + port();
    }

    int port() {
        return javalin.port();
    }

    /** How many HTTP sessions Jetty keeps. */
    long httpSessions() {
        return javalin.jettyServer().server().getContainedBeans(DefaultSessionCache.class).stream()
                .mapToLong(DefaultSessionCache::getSessionsCurrent)
                .boxed()
                .reduce(Long::sum)
                .orElseThrow();
    }

    @Override
    public void close() {
        javalin.stop();
        chat.close();
    }
}
