package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.io.EndPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that trickles the head of a request is closed; no other is, however slow. */
class SlowConnectionTest {
    private static final String REQUEST = "GET /api/v1/users/me HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final ChatServer server = new ChatServer(config -> {}, (jetty, protocol) -> {
        ChatConnector connector = new ChatConnector(jetty, protocol);
        connector.setHeadDeadline(Duration.ofMillis(200));
        return connector;
    });
    private final Api ada = server.signUp("Ada");

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void trickledHeadIsEnded(int requestsBefore) throws IOException {
        try (Socket slow = connect()) {
            for (int request = 0; request < requestsBefore; request++) {
                assertThat(ask(slow, REQUEST)).startsWith("HTTP/1.1 401 ");
            }
            assertThat(trickle(slow)).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void headHasItsTimeFromTheBeginning() throws IOException {
        ChatConnector[] holder = new ChatConnector[1];
        try (ChatServer patient = new ChatServer(config -> {}, (jetty, protocol) -> {
                    holder[0] = new ChatConnector(jetty, protocol);
                    return holder[0];
                });
                Socket slow = new Socket("localhost", patient.port())) {
            slow.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
            PatientEndPoint endPoint = begun(holder[0]);
            long hour = Duration.ofHours(1).toNanos();
            assertThat(endPoint.isHeadOverdue(System.nanoTime(), hour)).isFalse();
            assertThat(endPoint.isHeadOverdue(System.nanoTime() + 2 * hour, hour))
                    .isTrue();
        }
    }

    /** The connection of which something has come. */
    private static PatientEndPoint begun(ChatConnector connector) {
        long deadline = System.nanoTime() + Api.PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            for (EndPoint each : connector.getConnectedEndPoints()) {
                if (each.getConnection().getBytesIn() > 0) {
                    return (PatientEndPoint) each;
                }
            }
        }
        throw new AssertionError("nothing came");
    }

    @Test
    void whatIsSlowForAnotherReasonGoesOn() throws IOException {
        String room = ada.createRoom("Engines");
        String body = "{\"clientId\":\"c1\",\"text\":\"slowly\"}";
        String begun = """
            POST /api/v1/rooms/%s/messages HTTP/1.1\r
            Host: localhost\r
            Authorization: Bearer %s\r
            Content-Type: application/json\r
            Content-Length: %d\r
            \r
            %s\
            """.formatted(room, ada.token, body.length(), body.substring(0, 9));
        try (Socket idle = connect();
                Socket sending = connect();
                RawSocket socket = new RawSocket(server, ada.token);
                Socket slow = connect()) {
            assertThat(ask(idle, REQUEST)).startsWith("HTTP/1.1 401 ");
            sending.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
            socket.sendHalf("{\"type\":\"pi".getBytes(StandardCharsets.US_ASCII), "{\"type\":\"ping\"}".length());

            assertThat(trickle(slow)).startsWith("HTTP/1.1 408 ");

            assertThat(ask(idle, REQUEST)).startsWith("HTTP/1.1 401 ");
            assertThat(ask(sending, body.substring(9))).startsWith("HTTP/1.1 201 ");
            socket.sendRest("ng\"}".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.awaitNext(RawSocket.TEXT).text()).contains("welcome");
            assertThat(socket.awaitNext(RawSocket.TEXT).text()).contains("pong");
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("localhost", server.port());
        socket.setSoTimeout((int) Api.PATIENCE.toMillis());
        return socket;
    }

    /** Sends the head of a request, byte by byte, until it is answered; tells the answer. */
    private static String trickle(Socket socket) throws IOException {
        socket.setSoTimeout(10);
        byte[] more = "GET /api/v1/users/me HTTP/1.1\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII);
        long deadline = System.nanoTime() + Api.PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            socket.getOutputStream().write(more);
            more = new byte[] {'x'};
            try {
                return (char) socket.getInputStream().read() + rest(socket);
            } catch (SocketTimeoutException unanswered) {
                assertThat(unanswered).isNotNull();
            }
        }
        throw new AssertionError("the connection still stands");
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    /** Sends, and tells the answer as far as it comes at once. */
    private static String ask(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        byte[] answer = new byte[8192];
        return new String(answer, 0, socket.getInputStream().read(answer), StandardCharsets.US_ASCII);
    }
}
