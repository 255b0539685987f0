package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server says when a socket is opened, well or badly. */
class UpgradeTest {
    private static final String UPGRADE = """
            GET /api/v1/socket HTTP/1.1\r
            Host: localhost\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            """;

    private final ChatServer server = new ChatServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void upgradeSetsNoCookie() throws IOException {
        String header = header(UPGRADE + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

        assertThat(header).startsWith("HTTP/1.1 101 ").doesNotContainIgnoringCase("Set-Cookie");
    }

    @Test
    void upgradeWithoutAKeyIsTheClientsFault() throws IOException {
        String header = header(UPGRADE + "\r\n");

        assertThat(header).startsWith("HTTP/1.1 400 ").doesNotContainIgnoringCase("Set-Cookie");
    }

    @Test
    void upgradeWithoutTheVersionIsToldIt() throws IOException {
        String key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        for (String version : List.of("", "Sec-WebSocket-Version: 8\r\n")) {
            String header = header(UPGRADE.replace("Sec-WebSocket-Version: 13\r\n", version) + key);

            assertThat(header).startsWith("HTTP/1.1 426 ").containsIgnoringCase("\nSec-WebSocket-Version: 13\r\n");
        }
    }

    @Test
    void upgradeWithTwoAuthorizationsIsRefused() throws IOException {
        String token = server.signUp("Ada").token;
        String header = header(UPGRADE + "Authorization: Bearer " + token + "\r\nAuthorization: Bearer other\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

        assertThat(header).startsWith("HTTP/1.1 400 ");
    }

    private String header(String request) throws IOException {
        try (Socket socket = new Socket("localhost", server.port())) {
            socket.setSoTimeout((int) Api.PATIENCE.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            StringBuilder header = new StringBuilder();
            while (header.indexOf("\r\n\r\n") < 0) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    break;
                }
                header.append((char) next);
            }
            return header.toString();
        }
    }
}
