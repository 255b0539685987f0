package dev.chat.server;

import dev.chat.core.Chat;
import dev.chat.server.config.Limits;
import dev.chat.server.config.ServerConfig;
import dev.chat.web.javalin.ChatConnector;
import dev.chat.web.javalin.ChatPlugin;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.json.JavalinJackson;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;

/** The web server: the chat's protocol, the browser application, and {@code /health}, all below one path. */
final class WebServer {
    private static final long STOP_MILLIS = 5_000;
    private static final int ACCEPT_QUEUE = 4_096;

    private WebServer() {}

    /** {@return a server that is not started yet} */
    static Javalin create(Chat chat, Health health, Listening listening, ServerConfig settings) {
        return Javalin.create(config -> {
            configureJetty(config, listening, settings);
            if (settings.logs().accessFile().isPresent()) {
                config.jetty.modifyServer(server -> server.setRequestLog(new AccessLog()));
            }
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.jsonMapper(new JavalinJackson());
            config.router.contextPath = settings.path();
            config.registerPlugin(new ChatPlugin(chat, it -> {
                it.wholeServer = true;
                it.publicHosts = listening.namesToAnswerTo(settings.publicHosts());
                it.trustedProxies = settings.trustedProxies();
                limit(it, settings.limits());
            }));
            config.routes.before(SecurityHeaders::add);
            health.addTo(config.routes);
            config.resourceHandler(new BrowserApp());
        });
    }

    private static void limit(ChatPlugin.Config plugin, Limits limits) {
        plugin.maxNewRoomsPerHour = limits.newRoomsPerHour();
        plugin.maxRenamingsPerHour = limits.renamingsPerHour();
        plugin.maxConnectionsPerUser = limits.connectionsPerUser();
        plugin.maxFramesPerSecond = limits.framesPerSecond();
        plugin.maxRequestsPerSecond = limits.requestsPerSecond();
        plugin.maxRequestsPerSecondPerAddress = limits.requestsPerSecondPerAddress();
        plugin.maxNewUsersPerHour = limits.newUsersPerHour();
    }

    private static void configureJetty(JavalinConfig config, Listening listening, ServerConfig settings) {
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.jetty.modifyServletContextHandler(WebServer::leaveFramesUncompressed);
        config.jetty.addConnector((server, http) -> connector(server, http, listening, settings));
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(STOP_MILLIS);
            // Waits, when the server stops, for the requests that it is answering.
            server.setHandler(new GracefulHandler());
        });
    }

    /**
     * Deflating costs several times the processor that all else costs, and memory for each socket: no offer is taken.
     */
    private static void leaveFramesUncompressed(ServletContextHandler context) {
        context.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarted(LifeCycle started) {
                WebSocketServerComponents.getWebSocketComponents(context)
                        .getExtensionRegistry()
                        .unregister("permessage-deflate");
            }
        });
    }

    private static Connector connector(
            Server server, HttpConfiguration http, Listening listening, ServerConfig settings) {
        ChatConnector connector = new ChatConnector(server, new HttpConnectionFactory(http));
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setTrustedProxies(settings.trustedProxies());
        connector.setMaxConnectionsPerAddress(settings.limits().connectionsPerAddress());
        try {
            connector.open(listening.channel());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return connector;
    }
}
