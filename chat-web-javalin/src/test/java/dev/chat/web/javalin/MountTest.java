package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The chat in an application that was there before it, below a path, with its own routes, errors, and users. */
class MountTest {
    private static final UUID HOSTS_USER = UUID.fromString("11111111-2222-4333-8444-555555555555");

    private final ChatServer server =
            new ChatServer(new InMemoryPersistence(), config -> config.path = "/chat", MountTest::application);
    private final Api ada = server.signUp("Ada");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void chatWorksBelowItsPath() throws Exception {
        String room = ada.createRoom("Engines");
        try (SocketClient socket = SocketClient.open(ada);
                SocketClient one = SocketClient.connect(ada, "/rooms/" + room + "/socket")) {
            socket.subscribe(room, 2);
            one.await("welcome");
            ada.send(room, "Hello");
            assertThat(socket.await("changes").at("/changes/0/message/text").textValue())
                    .isEqualTo("Hello");
        }
        HttpRequest events = ada.request("/rooms/" + room + "/events?after=99").build();
        assertThat(Api.HTTP.send(events, BodyHandlers.ofString()).body()).contains("event: reset");
        assertThat(get("/api/v1/users").statusCode()).isEqualTo(404);
    }

    @Test
    void documentsAndPageLieBelowItToo() throws Exception {
        assertThat(get("/chat/openapi.json").statusCode()).isEqualTo(200);
        assertThat(get("/chat/asyncapi.json").statusCode()).isEqualTo(200);
        assertThat(get("/chat/docs").body()).contains("docs/swagger-ui.css");
        assertThat(get("/chat/docs/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
        assertThat(get("/docs").statusCode()).isEqualTo(404);
    }

    @Test
    void applicationStaysAsItWas() throws Exception {
        HttpResponse<String> own = get("/own");
        assertThat(own.body()).isEqualTo("the application's own");
        assertThat(own.headers().firstValue("Cache-Control")).isEmpty();
        assertThat(get("/nowhere").body()).isEqualTo("the application's page for 404");
        assertThat(get("/broken").body()).isEqualTo("the application's word on IllegalStateException");
        assertThat(get("/chat/nowhere").body()).isEqualTo("the application's page for 404");
    }

    @Test
    void applicationsOwnSocketsMayBlock() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        WebSocket socket = Api.HTTP
                .newWebSocketBuilder()
                .buildAsync(
                        URI.create(server.origin().replaceFirst("^http", "ws") + "/own-socket"),
                        new WebSocket.Listener() {
                            @Override
                            public @Nullable CompletionStage<?> onText(
                                    WebSocket webSocket, CharSequence data, boolean last) {
                                answer.complete(data.toString());
                                return null;
                            }
                        })
                .join();
        socket.sendText("/own", true).join();
        assertThat(answer.orTimeout(Api.PATIENCE.toSeconds(), TimeUnit.SECONDS).join())
                .isEqualTo("the application's own");
        socket.abort();
    }

    @Test
    void applicationsErrorPagesDoNotReplaceTheChatsAnswers() {
        ada.get("/rooms/x").expectProblem(404, "room_not_found");
        ada.get("/nowhere").expectProblem(404, "not_found");
        server.api().get("/users/me").expectProblem(401, "unauthenticated");
    }

    @Test
    void applicationBringsItsOwnUsers() throws Exception {
        ChatServer[] holder = new ChatServer[1];
        try (ChatServer hosted =
                new ChatServer(config -> config.authenticator = request -> hostUser(holder[0], request))) {
            holder[0] = hosted;
            hosted.chat.users().create(new UserId(HOSTS_USER), "Known to the host");
            Api user = hosted.api().withHeader("X-Host-User", HOSTS_USER.toString());
            assertThat(user.get("/users/me").expect(200).get("id").textValue()).isEqualTo(HOSTS_USER.toString());
            hosted.api().get("/users/me").expectProblem(401, "unauthenticated");
            assertThat(hosted.plugin.operations())
                    .contains("GET /api/v1/users")
                    .doesNotContain("POST /api/v1/users", "DELETE /api/v1/sessions/current");
            assertThat(Api.HTTP
                            .send(
                                    HttpRequest.newBuilder(URI.create(hosted.origin() + "/openapi.json"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body())
                    .doesNotContain("signUp", "signOut");
            try (SocketClient socket = SocketClient.withHeader(user, "/socket")) {
                socket.await("welcome");
                hosted.plugin.disconnect(new UserId(HOSTS_USER));
                assertThat(socket.awaitClose()).isEqualTo(4401);
            }
        }
    }

    private static User hostUser(ChatServer hosted, Context request) throws RejectedException {
        String id = request.header("X-Host-User");
        if (id == null) {
            throw new RejectedException(ErrorCode.UNAUTHENTICATED, "The host knows nobody like that.");
        }
        return hosted.chat.users().get(new UserId(UUID.fromString(id)));
    }

    private static void application(JavalinConfig config) {
        config.routes.get("/own", context -> context.result("the application's own"));
        // Waits for another request to this server.
        config.routes.ws(
                "/own-socket",
                socket -> socket.onMessage(message -> {
                    URI address = URI.create("http://" + message.host() + message.message());
                    message.send(Api.HTTP
                            .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                            .body());
                }));
        config.routes.get("/broken", context -> {
            throw new IllegalStateException("broken");
        });
        config.routes.error(404, context -> context.result("the application's page for 404"));
        config.routes.error(401, context -> context.result("the application's page for 401"));
        config.routes.exception(
                IllegalStateException.class,
                (failure, context) -> context.result("the application's word on IllegalStateException"));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return Api.HTTP.send(
                HttpRequest.newBuilder(URI.create(server.origin() + path)).build(), BodyHandlers.ofString());
    }
}
