package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.user.User;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which pages may open a WebSocket where a browser proves its user by itself. */
class OriginTest {
    private static final Set<String> ALLOWED = Set.of("https://app.example");

    @ParameterizedTest
    @CsvSource({
        "https://chat.example, chat.example, true",
        "https://chat.example, CHAT.example:443, true",
        "http://chat.example:8080, chat.example:8080, true",
        "https://chat.example:8080, chat.example:8080, true",
        "http://[::1]:8080, [::1]:8080, true",
        "https://app.example, chat.example, true",
        "https://APP.example, chat.example, true",
        "http://app.example, chat.example, false",
        "https://chat.example.evil.example, chat.example, false",
        "https://evil.example, chat.example, false",
        "https://chat.example:8443, chat.example, false",
        "https://chat.example, chat.example:80, false",
        "https://chat.example@evil.example, chat.example, false",
        "null, chat.example, false",
        "'', chat.example, false",
        "chat.example, chat.example, false",
        "https://chat example, chat.example, false",
        "https://chat.example,, false",
    })
    void onlyTheOwnOriginAndThoseAllowedArePassed(String origin, String host, boolean passed) {
        assertThat(new Origins(ALLOWED).allow(origin, host)).isEqualTo(passed);
    }

    @Test
    void whoSendsNoOriginIsNoBrowser() {
        assertThat(new Origins(Set.of()).allow(null, "chat.example")).isTrue();
    }

    @Test
    void pageFromElsewhereGetsNoSocketOfTheHostsUser() throws Exception {
        User[] user = new User[1];
        try (ChatServer hosted = new ChatServer(config -> {
            config.authenticator = request -> user[0];
            config.allowedOrigins = ALLOWED;
        })) {
            user[0] = hosted.chat.users().create("Ada");
            try (SocketClient own = SocketClient.fromOrigin(hosted.api(), hosted.origin());
                    SocketClient allowed = SocketClient.fromOrigin(hosted.api(), "https://app.example");
                    SocketClient foreign = SocketClient.fromOrigin(hosted.api(), "https://evil.example")) {
                own.await("welcome");
                allowed.await("welcome");
                assertThat(foreign.next().get("code").intValue()).isEqualTo(4403);
            }
        }
    }

    @Test
    void tokenIsEnoughFromAnywhere() {
        try (ChatServer server = new ChatServer();
                SocketClient socket = SocketClient.fromOrigin(server.signUp("Ada"), "https://anywhere.example")) {
            socket.await("welcome");
        }
    }
}
