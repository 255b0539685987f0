package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many connections one network address may have. */
class ConnectionLimitTest {
    private static final int MOST = 3;

    @Test
    void moreThanAllowedAreRefusedUntilOneIsClosed() throws IOException {
        try (ChatServer server = limited(TrustedProxies.NONE)) {
            List<Socket> sockets = new ArrayList<>();
            for (int count = 0; count < MOST; count++) {
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
                assertThat(ask(sockets.getLast())).startsWith("HTTP/1.1 401 ");
            }
            try (Socket beyond = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                String refusal = new String(beyond.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                assertThat(refusal)
                        .startsWith("HTTP/1.1 429 ")
                        .contains("Retry-After: 5", "Connection: close", "\"code\":\"rate_limited\"");
                Documentation.checkThing("Problem", Api.parse(refusal.substring(refusal.indexOf("\r\n\r\n"))));
            }
            sockets.removeLast().close();
            awaitPlace(server);
            for (Socket socket : sockets) {
                assertThat(ask(socket)).startsWith("HTTP/1.1 401 ");
                socket.close();
            }
        }
    }

    @Test
    void manyAtOnceGetNoMorePlaces() throws IOException {
        try (ChatServer server = limited(TrustedProxies.NONE)) {
            List<Socket> sockets = new ArrayList<>();
            for (int count = 0; count < 20 * MOST; count++) {
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
            }
            assertThat(sockets.stream().filter(ConnectionLimitTest::isAnswered)).hasSize(MOST);
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void trustedProxiesMayHaveMore() throws IOException {
        try (ChatServer server = limited(TrustedProxies.of(List.of("127.0.0.1")))) {
            List<Socket> sockets = new ArrayList<>();
            for (int count = 0; count < 2 * MOST; count++) {
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
                assertThat(ask(sockets.getLast())).startsWith("HTTP/1.1 401 ");
            }
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void noneAtAllMakesNoSense() {
        assertThatThrownBy(() -> new ChatServer(config -> {}, (jetty, protocol) -> {
                    ChatConnector connector = new ChatConnector(jetty, protocol);
                    connector.setMaxConnectionsPerAddress(0);
                    return connector;
                }))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ChatServer limited(TrustedProxies proxies) {
        return new ChatServer(config -> {}, (jetty, protocol) -> {
            ChatConnector connector = new ChatConnector(jetty, protocol);
            connector.setMaxConnectionsPerAddress(MOST);
            connector.setTrustedProxies(proxies);
            return connector;
        });
    }

    /** The server may learn later than we that a connection is closed. */
    private static void awaitPlace(ChatServer server) throws IOException {
        long deadline = System.nanoTime() + Api.PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                if (ask(socket).startsWith("HTTP/1.1 401 ")) {
                    return;
                }
            }
        }
        throw new AssertionError("no place became free");
    }

    private static boolean isAnswered(Socket socket) {
        try {
            return ask(socket).startsWith("HTTP/1.1 401 ");
        } catch (IOException closed) {
            return false;
        }
    }

    private static String ask(Socket socket) throws IOException {
        socket.setSoTimeout((int) Api.PATIENCE.toMillis());
        socket.getOutputStream()
                .write("GET /api/v1/users/me HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] answer = new byte[8192];
        return new String(answer, 0, Math.max(0, socket.getInputStream().read(answer)), StandardCharsets.US_ASCII);
    }
}
