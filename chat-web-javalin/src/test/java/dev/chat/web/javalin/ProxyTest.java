package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.memory.InMemoryPersistence;
import io.javalin.config.JavalinConfig;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The chat behind real proxies, set up as the documents say, below a prefix; time goes by {@value #FASTER} times
 * faster.
 */
class ProxyTest {
    private static final int FASTER = 12;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void everyDoorStaysOpenThroughQuietTimesAndAReload(Proxy.Kind kind) throws Exception {
        try (ChatServer server = server();
                Proxy proxy = new Proxy(kind, folder, server.port(), ProxyTest::asFast)) {
            Api ada = new Api(proxy.origin() + "/chat").signUp("Ada");
            String room = ada.createRoom("Engines");
            HttpRequest.Builder request =
                    ada.request("/rooms/" + room + "/events").header("Accept-Encoding", "gzip");
            HttpResponse<InputStream> response = Api.HTTP.send(request.build(), BodyHandlers.ofInputStream());
            try (SocketClient many = SocketClient.open(ada);
                    SocketClient one = SocketClient.connect(ada, "/rooms/" + room + "/socket");
                    BufferedReader stream =
                            new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
                many.subscribe(room, ada.head(room));
                one.await("welcome");
                one.await("subscribed");
                heard(stream, "event: heartbeat", 1);
                ada.send(room, "at once");
                assertHeard("at once", stream, many, one);
                // Longer than the proxy's timeouts.
                heard(stream, "event: heartbeat", 5);
                for (int beat = 0; beat < 4; beat++) {
                    many.awaitNext("heartbeat");
                    one.awaitNext("heartbeat");
                }
                proxy.reload();
                ada.send(room, "after the reload");
                assertHeard("after the reload", stream, many, one);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void restIsCompressedAndTellsWhereTheClientIs(Proxy.Kind kind) throws Exception {
        try (ChatServer server = server();
                Proxy proxy = new Proxy(kind, folder, server.port(), ProxyTest::asFast)) {
            Api ada = new Api(proxy.origin() + "/chat").signUp("Ada");
            String room = ada.createRoom("Engines");
            for (int count = 0; count < 50; count++) {
                ada.send(room, "Message " + count);
            }
            HttpRequest page = ada.request("/rooms/" + room + "/messages")
                    .header("Accept-Encoding", "gzip")
                    .build();
            assertThat(Api.HTTP.send(page, BodyHandlers.discarding()).headers().firstValue("Content-Encoding"))
                    .hasValue("gzip");
            HttpRequest client = HttpRequest.newBuilder(URI.create(proxy.origin() + "/chat/client"))
                    .header("X-Forwarded-For", "192.0.2.1")
                    .header("Forwarded", "for=192.0.2.1")
                    .build();
            assertThat(Api.HTTP.send(client, BodyHandlers.ofString()).body()).isEqualTo("127.0.0.1");
        }
    }

    private static ChatServer server() {
        Timing timing = new Timing(
                () -> System.nanoTime() * FASTER,
                Timing.REAL.tick().dividedBy(FASTER),
                Timing.REAL.quiet().dividedBy(FASTER));
        return new ChatServer(
                new InMemoryPersistence(),
                config -> {
                    config.path = "/chat";
                    config.timing = timing;
                },
                ProxyTest::application);
    }

    private static void application(JavalinConfig config) {
        TrustedProxies local = TrustedProxies.of(List.of("127.0.0.1"));
        config.routes.get("/chat/health", context -> context.result("up"));
        config.routes.get(
                "/chat/client",
                context -> context.result(local.client(context).orElseThrow().toString()));
    }

    /** The documented configuration, with the prefix, and with timeouts that are as much shorter as time is faster. */
    private static String asFast(String documented) {
        return documented
                .replace("location / {", "location /chat/ {")
                .replace("path_beg / }", "path_beg /chat/ }")
                .replace("GET /health", "GET /chat/health")
                .replace("60s", Duration.ofSeconds(60).dividedBy(FASTER).toSeconds() + "s");
    }

    private static void assertHeard(String text, BufferedReader stream, SocketClient... sockets) throws Exception {
        heard(stream, text, 1);
        for (SocketClient socket : sockets) {
            assertThat(socket.awaitNext("changes").toString()).contains(text);
        }
    }

    private static void heard(BufferedReader stream, String text, int times) throws Exception {
        int left = times;
        while (left > 0) {
            String line = stream.readLine();
            assertThat(line).as("the stream goes on").isNotNull();
            left -= line.contains(text) ? 1 : 0;
        }
    }
}
