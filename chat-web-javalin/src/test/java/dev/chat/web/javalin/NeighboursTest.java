package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.chat.core.Chat;
import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.core.user.Identity;
import dev.chat.core.user.User;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** An application whose routes and handlers are in the chat's way, or seem to help it and do not. */
class NeighboursTest {
    private static final String CUSTOMER = "customer";

    private static void findCustomer(Context request) {
        request.attribute(CUSTOMER, request.header("X-Customer"));
    }

    private static User customer(Chat chat, Context request) throws RejectedException {
        @Nullable String name = request.attribute(CUSTOMER);
        if (name == null) {
            throw new RejectedException(ErrorCode.UNAUTHENTICATED, "Customers only.");
        }
        return chat.users().getOrCreate(new Identity("shop", name), name);
    }

    private static ChatServer hosted(Consumer<JavalinConfig> application) {
        Chat[] chat = new Chat[1];
        ChatServer server = new ChatServer(
                new InMemoryPersistence(),
                config -> config.authenticator = request -> customer(chat[0], request),
                application);
        chat[0] = server.chat;
        return server;
    }

    private static Api ada(ChatServer server) {
        return server.api().withHeader("X-Customer", "Ada");
    }

    @Test
    void handlerForRequestsAndUpgradesTellsWhoCallsForBoth() throws Exception {
        try (ChatServer server = hosted(config -> {
            config.routes.before("/*", NeighboursTest::findCustomer);
            config.routes.wsBeforeUpgrade("/*", NeighboursTest::findCustomer);
        })) {
            ada(server).get("/users/me").expect(200);
            try (SocketClient socket = SocketClient.withHeader(ada(server), "/socket")) {
                socket.await("welcome");
            }
        }
    }

    @Test
    void handlerForRequestsAloneIsNamedOnceWhenAnUpgradeFindsNobody() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(Neighbours.class);
        logger.addAppender(log);
        try (ChatServer server = hosted(config -> config.routes.before("/api/*", NeighboursTest::findCustomer))) {
            ada(server).get("/users/me").expect(200);
            for (int time = 0; time < 2; time++) {
                try (SocketClient socket = SocketClient.withHeader(ada(server), "/socket")) {
                    assertThat(socket.awaitClose()).isEqualTo(4401);
                }
            }

            assertThat(log.list).singleElement().asString().contains("/api/*", "wsBeforeUpgrade");
        } finally {
            logger.detachAppender(log);
        }
    }

    @Test
    void routeThatWouldAnswerInTheChatsPlaceIsRefusedAtTheStart() {
        assertRefused(config -> config.routes.get("/*", context -> context.result("page")), "GET /*");
        assertRefused(config -> config.routes.get("/<path>", context -> context.result("page")), "GET /<path>");
        assertRefused(
                config -> config.routes.delete("/chat/{part}/v1/rooms/*", context -> context.result("own")),
                "DELETE /chat/{part}/v1/rooms/*");
        assertRefused(config -> config.routes.ws("/chat/*", socket -> {}), "The WebSocket /chat/*");
    }

    private static void assertRefused(Consumer<JavalinConfig> application, String route) {
        try (Chat chat = Chat.on(new InMemoryPersistence()).build()) {
            assertThatThrownBy(() -> Javalin.create(config -> {
                        config.registerPlugin(new ChatPlugin(chat, it -> it.path = "/chat"));
                        application.accept(config);
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll(route, "spaRoot");
        }
    }

    @Test
    void routesThatMatchNothingOfTheChatsAreLeftAlone() {
        try (Chat chat = Chat.on(new InMemoryPersistence()).build()) {
            Javalin.create(config -> {
                config.routes.get("/", context -> context.result("page"));
                config.routes.get("/pages/*", context -> context.result("page"));
                config.routes.get("/{page}", context -> context.result("page"));
                config.routes.ws("/live", socket -> {});
                config.registerPlugin(new ChatPlugin(chat, it -> it.path = "/chat"));
                config.registerPlugin(new ChatPlugin(chat, it -> it.path = "/other"));
            });
        }
    }
}
