package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.memory.InMemoryPersistence;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under which names a server answers: a page of any other one that leads here gets nothing from it. */
class HostTest {
    private static final String UPGRADE = """
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            """;

    private final ChatServer server = start(config -> {
        config.wholeServer = true;
        config.publicHosts = Set.of("Chat.example", "bücher.example");
    });

    private static ChatServer start(java.util.function.Consumer<ChatPlugin.Config> configure) {
        return new ChatServer(
                new InMemoryPersistence(),
                configure,
                application -> application.routes.get("/page", context -> context.result("a page")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chat.example",
                "CHAT.Example:8443",
                "chat.example.",
                "xn--bcher-kva.example",
                "localhost",
                "LOCALHOST:1",
                "localhost.",
                "app.localhost:8080",
                "127.0.0.1",
                "192.168.1.5:8080",
                "[::1]:8080",
                "[2001:db8::1]"
            })
    void ownNamesAndAddressesAreAnswered(String host) throws Exception {
        assertThat(ask("/page", "Host: " + host + "\r\n")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "chat.example.evil.example",
                "evilchat.example",
                "localhost.evil.example",
                "evillocalhost",
                "127.0.0.1.evil.example",
                "1.2.3",
                "chat.example.."
            })
    void otherNamesAreRefusedWithTheSettingToChange(String host) throws Exception {
        String answer = ask("/page", "Host: " + host + "\r\n");

        assertThat(answer).startsWith("HTTP/1.1 421").contains("misdirected_request", "public-host", "no-store");
        assertThat(answer).doesNotContain("a page");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/page",
                "/nothing",
                "/docs",
                "/openapi.json",
                "/api/v1/users/me",
                "/api/v1/rooms/00000000-0000-7000-8000-000000000000/events"
            })
    void nothingIsServedUnderAnotherName(String path) throws Exception {
        assertThat(ask(path, "Host: evil.example\r\n")).startsWith("HTTP/1.1 421");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/socket", "/api/v1/rooms/00000000-0000-7000-8000-000000000000/socket"})
    void noSocketIsOpenedUnderAnotherName(String path) throws Exception {
        assertThat(ask(path, "Host: evil.example\r\n" + UPGRADE)).startsWith("HTTP/1.1 421");
    }

    @Test
    void absoluteAddressCountsAsWellAsTheHeader() throws Exception {
        assertThat(ask("http://localhost/page", "Host: localhost\r\n")).startsWith("HTTP/1.1 200");
        assertThat(ask("http://evil.example/page", "Host: evil.example\r\n")).startsWith("HTTP/1.1 421");
        for (List<String> both : List.of(List.of("localhost", "evil.example"), List.of("evil.example", "localhost"))) {
            assertThat(ask("http://" + both.getFirst() + "/page", "Host: " + both.getLast() + "\r\n"))
                    .containsPattern("^HTTP/1.1 4(00|21)");
        }
    }

    @Test
    void severalNamesAreRefused() throws Exception {
        assertThat(ask("/page", "Host: localhost\r\nHost: evil.example\r\n")).containsPattern("^HTTP/1.1 4(00|21)");
        assertThat(ask("/page", "Host: evil.example\r\nHost: localhost\r\n")).containsPattern("^HTTP/1.1 4(00|21)");
        assertThat(ask("/page", "Host: localhost, evil.example\r\n")).containsPattern("^HTTP/1.1 4(00|21)");
    }

    @Test
    void oldCheckWithoutAnyNameIsAnswered() throws Exception {
        assertThat(raw("GET /page HTTP/1.0\r\n\r\n")).contains("200 OK", "a page");
    }

    @Test
    void hostApplicationKeepsItsOwnPagesToItself() throws Exception {
        try (ChatServer hosted = start(config -> config.publicHosts = Set.of())) {
            assertThat(ask(hosted, "/page", "Host: evil.example\r\n")).startsWith("HTTP/1.1 200");
            assertThat(ask(hosted, "/api/v1/rooms", "Host: evil.example\r\n")).startsWith("HTTP/1.1 421");
            assertThat(ask(hosted, "/api/v1/socket", "Host: evil.example\r\n" + UPGRADE))
                    .startsWith("HTTP/1.1 421");
            assertThat(ask(hosted, "/api/v1/rooms", "Host: localhost\r\n")).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void anyNameWillDoUnlessSomebodyHasSaid() throws Exception {
        try (ChatServer any = start(config -> config.wholeServer = true)) {
            assertThat(ask(any, "/page", "Host: whatever.example\r\n")).startsWith("HTTP/1.1 200");
        }
    }

    private String ask(String target, String headers) throws IOException {
        return ask(server, target, headers);
    }

    private static String ask(ChatServer whom, String target, String headers) throws IOException {
        return raw(whom, "GET " + target + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n");
    }

    private String raw(String request) throws IOException {
        return raw(server, request);
    }

    private static String raw(ChatServer whom, String request) throws IOException {
        try (Socket socket = new Socket("localhost", whom.port())) {
            socket.setSoTimeout((int) Api.PATIENCE.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
