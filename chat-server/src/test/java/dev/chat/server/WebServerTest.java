package dev.chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.Chat;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.core.store.StoreException;
import dev.chat.server.config.Database;
import dev.chat.server.config.Database.Durability;
import dev.chat.server.config.Limits;
import dev.chat.server.config.LogSettings;
import dev.chat.server.config.ServerConfig;
import dev.chat.web.javalin.TrustedProxies;
import io.javalin.Javalin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class WebServerTest {
    private final Chat chat = Chat.on(new InMemoryPersistence()).build();
    private final AtomicReference<StoreException> broken = new AtomicReference<>();
    private final Health health = new Health(this::requireWritable);
    private Javalin server;

    @BeforeEach
    void start() throws Exception {
        Listening listening = Listening.on("127.0.0.1", 0);
        server = WebServer.create(chat, health, listening, config()).start();
    }

    @AfterEach
    void stop() {
        server.stop();
        health.close();
        chat.close();
    }

    private void requireWritable() {
        if (broken.get() != null) {
            throw broken.get();
        }
        chat.requireWritable();
    }

    @Test
    void healthTellsReadyFromAlive() throws Exception {
        for (String path : List.of("health", "health/ready", "health/live")) {
            assertThat(get(path).statusCode()).isEqualTo(200);
            assertThat(get(path).body()).contains("\"status\":\"up\"");
        }

        broken.set(new StoreException(
                "cannot execute", new SQLException("cannot execute UPDATE in a read-only transaction", "25006"), true));

        for (String path : List.of("health", "health/ready")) {
            assertThat(get(path).statusCode()).isEqualTo(503);
            assertThat(get(path).body())
                    .contains("\"status\":\"down\"")
                    .contains("\"reason\":\"The database is read-only.\"")
                    .doesNotContain("UPDATE");
        }
        assertThat(get("health/live").statusCode()).isEqualTo(200);

        broken.set(null);
        assertThat(get("health/ready").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return ApiClient.get(URI.create("http://localhost:" + server.port() + "/" + path));
    }

    @Test
    void offerToCompressFramesIsNotTaken() throws Exception {
        List<String> answer = upgrade("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n");

        assertThat(answer.getFirst()).contains("101");
        assertThat(answer).noneMatch(line -> line.startsWith("Sec-WebSocket-Extensions"));
    }

    @Test
    void pageOfAStrangersNameGetsNothingFromAServerOfThisMachineOnly() throws Exception {
        for (String path : List.of("/", "/health", "/api/v1/users/me", "/nothing")) {
            assertThat(statusLine(path, "evil.example")).contains("421");
            assertThat(statusLine(path, "localhost:" + server.port())).doesNotContain("421");
            assertThat(statusLine(path, "127.0.0.1")).doesNotContain("421");
        }
    }

    @Test
    void serverThatOthersReachAnswersToAnyNameUntilItIsTold() throws Exception {
        try (Listening open = Listening.on("0.0.0.0", 0);
                Listening here = Listening.on("127.0.0.1", 0)) {
            assertThat(open.namesToAnswerTo(Set.of())).isNull();
            assertThat(open.namesToAnswerTo(Set.of("chat.example"))).containsExactly("chat.example");
            assertThat(here.namesToAnswerTo(Set.of())).isEmpty();
            assertThat(here.namesToAnswerTo(Set.of("chat.example"))).containsExactly("chat.example");
        }
    }

    private String statusLine(String path, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    @Test
    void framesBeyondWhatIsSetAreRefused() throws Exception {
        SocketClient socket = ApiClient.signUp(URI.create("http://localhost:" + server.port() + "/"), "Ada")
                .openSocket();

        List<String> answers = new ArrayList<>();
        for (int ping = 0; ping < 30; ping++) {
            answers.add(socket.ask(Map.of("type", "ping", "id", "ping " + ping))
                    .path("type")
                    .asText());
        }

        // One a second, and ten at once.
        assertThat(answers.subList(0, 10)).containsOnly("pong");
        assertThat(answers).contains("error");
    }

    @Test
    void errorIsAPageForPeopleAndProblemDetailsForPrograms() throws Exception {
        URI nothing = URI.create("http://localhost:" + server.port() + "/nothing");
        HttpResponse<String> page = ApiClient.get(nothing, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.body()).contains("<h1>Not found</h1>", "There is nothing at this address.");

        for (String accept : List.of("application/json", "*/*")) {
            HttpResponse<String> problem = ApiClient.get(nothing, "Accept", accept);
            assertThat(problem.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(problem.body()).contains("\"code\":\"not_found\"");
            assertThat(problem.headers().firstValue("Vary")).hasValue("Accept");
        }
        HttpResponse<String> ofTheApi = ApiClient.get(nothing.resolve("/api/v1/nothing"), "Accept", "text/html");
        assertThat(ofTheApi.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    @Test
    void everyAnswerTellsTheBrowserWhatNotToAllow() throws Exception {
        for (String path : List.of("/", "/nothing", "/health", "/favicon.ico", "/api/v1/users/me")) {
            HttpResponse<String> answer = ApiClient.get(URI.create("http://localhost:" + server.port() + path));
            assertThat(answer.headers().firstValue("Permissions-Policy").orElse(""))
                    .contains("camera=()", "microphone=()", "geolocation=()");
            assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy"))
                    .hasValue("same-origin");
            assertThat(answer.headers().firstValue("Cross-Origin-Opener-Policy"))
                    .hasValue("same-origin");
            assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        }
    }

    @Test
    void iconIsWhereBrowsersLookForIt() throws Exception {
        HttpResponse<String> icon = ApiClient.get(URI.create("http://localhost:" + server.port() + "/favicon.ico"));

        assertThat(icon.statusCode()).isEqualTo(200);
        assertThat(icon.headers().firstValue("Content-Type")).hasValue("image/x-icon");
    }

    private static ServerConfig config() {
        return new ServerConfig(
                "127.0.0.1",
                0,
                Set.of(),
                "/",
                new Database.Embedded(Path.of("unused"), Durability.SYNC),
                TrustedProxies.NONE,
                new Limits(10, 10, 10, 10, 1, 10, 10, 10, 10),
                LogSettings.of(Level.INFO));
    }

    /** Upgrades a connection as a browser does, and tells the header of the answer. */
    private List<String> upgrade(String offer) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            String request = """
                    GET /api/v1/socket HTTP/1.1\r
                    Host: localhost\r
                    Connection: Upgrade\r
                    Upgrade: websocket\r
                    Sec-WebSocket-Version: 13\r
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                    """;
            socket.getOutputStream().write((request + offer + "\r\n").getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return answer.lines().takeWhile(line -> !line.isEmpty()).toList();
        }
    }
}
