package dev.chat.examples.javalinapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.Chat;
import dev.chat.core.memory.InMemoryPersistence;
import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShopTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private Javalin shop;

    @BeforeEach
    void start() {
        shop = Shop.create(Chat.on(new InMemoryPersistence()).build()).start(0);
    }

    @AfterEach
    void stop() {
        shop.stop();
    }

    @Test
    void shopIsStillThere() throws Exception {
        assertThat(send(request("/")).body()).isEqualTo("Engines, new and used");
    }

    @Test
    void customersChatUnderTheirOwnNames() throws Exception {
        assertThat(send(as("key-of-ada", "/chat/api/v1/users/me")).body()).contains("\"name\":\"Ada\"");
        assertThat(send(as("key-of-alan", "/chat/api/v1/users/me")).body()).contains("\"name\":\"Alan\"");
        HttpResponse<String> room = send(as("key-of-ada", "/chat/api/v1/rooms")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\": \"Valves\"}")));
        assertThat(room.statusCode()).isEqualTo(201);
    }

    @Test
    void browsersCookieOpensAWebSocketToo() throws Exception {
        CompletableFuture<String> first = new CompletableFuture<>();
        WebSocket socket = http.newWebSocketBuilder()
                .header("Cookie", "shop-key=key-of-ada")
                .subprotocols("chat.v1")
                .buildAsync(
                        URI.create("ws://localhost:" + shop.port() + "/chat/api/v1/socket"), new WebSocket.Listener() {
                            @Override
                            public @Nullable CompletionStage<?> onText(
                                    WebSocket from, CharSequence data, boolean last) {
                                first.complete(data.toString());
                                return null;
                            }

                            @Override
                            public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
                                first.completeExceptionally(new IllegalStateException(code + " " + reason));
                                return null;
                            }
                        })
                .join();

        assertThat(first.get(30, TimeUnit.SECONDS)).contains("welcome", "Ada");
        socket.abort();
    }

    @Test
    void othersStayOutside() throws Exception {
        HttpResponse<String> refused = send(as("guessed", "/chat/api/v1/users/me"));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("\"code\":\"unauthenticated\"");
    }

    private HttpRequest.Builder as(String key, String path) {
        return request(path).header("Shop-Key", key);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + shop.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
