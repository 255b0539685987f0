package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.session.Token;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is compared exactly is compared so whatever came before on the same connection, also on a connector that the
 * host application has set up.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameConnectionTest {
    private static final String UPGRADE = """
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            """;

    private final ChatServer server = new ChatServer(
            config -> {},
            (jetty, protocol) -> new ServerConnector(jetty, new HttpConnectionFactory(new HttpConfiguration())));
    private final Api ada = server.signUp("Ada");
    private final String room = ada.createRoom("Engines");

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/users/me, Authorization: Bearer TOKEN",
        "/rooms/ROOM/changes?after=99, Authorization: Bearer TOKEN",
        "/rooms/ROOM/events?after=99, Authorization: Bearer TOKEN",
        "/rooms/ROOM/events?after=99&access_token=TOKEN, Accept: text/event-stream",
        "/socket, Authorization: Bearer TOKEN",
        "/rooms/ROOM/socket, Authorization: Bearer TOKEN",
        "/socket, 'Sec-WebSocket-Protocol: chat.v1, bearer.TOKEN'"
    })
    void tokenIsComparedWithItsCase(String path, String header) throws IOException {
        String request = "GET /api/v1%s HTTP/1.1\r\nHost: localhost\r\n%s%s\r\n\r\n"
                .formatted(path.replace("ROOM", room), path.contains("socket") ? UPGRADE : "", header);
        String before = "GET /api/v1/users/me HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n";
        String right = ada.token;
        String wrong = otherCase(right);
        String accepted = answer(server, request.replace("TOKEN", right));
        String refused = answer(server, request.replace("TOKEN", wrong));
        assertThat(accepted).isNotEqualTo(refused);
        assertThat(answer(server, before.replace("TOKEN", wrong), request.replace("TOKEN", right)))
                .isEqualTo(accepted);
        assertThat(answer(server, before.replace("TOKEN", right), request.replace("TOKEN", wrong)))
                .isEqualTo(refused);
    }

    @Test
    void hostsCookieIsComparedWithItsCase() throws IOException {
        try (ChatServer hosted = new ChatServer(config -> config.authenticator = request -> {
            String cookie = request.cookie("session");
            if (cookie == null) {
                throw new RejectedException(ErrorCode.UNAUTHENTICATED, "No cookie");
            }
            return server.chat.sessions().authenticate(new Token(cookie));
        })) {
            String request = "GET /api/v1/users/me HTTP/1.1\r\nHost: localhost\r\nCookie: session=%s\r\n\r\n";
            String right = request.formatted(ada.token);
            String wrong = request.formatted(otherCase(ada.token));
            assertThat(answer(hosted, wrong, right)).contains(" 200 ");
            assertThat(answer(hosted, right, wrong)).contains(" 401 ");
        }
    }

    @Test
    void subprotocolIsComparedWithItsCase() throws IOException {
        String request = "GET /api/v1/socket HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + ada.token + "\r\n"
                + UPGRADE + "Sec-WebSocket-Protocol: ";
        String before = "GET /api/v1/users/me HTTP/1.1\r\nHost: localhost\r\nSec-WebSocket-Protocol: ";
        assertThat(answer(server, before + "CHAT.V1\r\n\r\n", request + "chat.v1\r\n\r\n"))
                .isEqualTo(answer(server, request + "chat.v1\r\n\r\n"))
                .isNotEqualTo(answer(server, request + "CHAT.V1\r\n\r\n"));
        assertThat(answer(server, before + "chat.v1\r\n\r\n", request + "CHAT.V1\r\n\r\n"))
                .isEqualTo(answer(server, request + "CHAT.V1\r\n\r\n"));
    }

    private static String otherCase(String token) {
        String upper = token.toUpperCase(Locale.ROOT);
        return upper.equals(token) ? token.toLowerCase(Locale.ROOT) : upper;
    }

    /** Sends one request after the other on one connection, and tells the last answer: its status, and a frame. */
    private static String answer(ChatServer server, String... requests) throws IOException {
        try (Socket socket = new Socket("localhost", server.port())) {
            socket.setSoTimeout((int) Api.PATIENCE.toMillis());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            String answer = "";
            for (String request : requests) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                answer = answer(in);
            }
            return answer;
        }
    }

    private static String answer(DataInputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        String header = line(in);
        while (!header.isEmpty()) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
            header = line(in);
        }
        if (status.contains(" 101 ")) {
            in.skipNBytes(1);
            length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            }
        }
        return status + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.readUnsignedByte();
        while (next != '\n') {
            line.append((char) next);
            next = in.readUnsignedByte();
        }
        return line.toString().strip();
    }
}
