package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A reader that does not read costs a bounded number of bytes, and nobody else anything. */
class SlowReaderTest {
    private static final int BUDGET = 256 * 1024;

    private static final int STUCK = 20;
    private static final int READERS = 5;

    private final AtomicLong clock = new AtomicLong();
    private final ChatServer server = new ChatServer(
            config -> {
                config.maxWaitingBytes = BUDGET;
                config.timing = new Timing(clock::get, Duration.ofMillis(5), Timing.REAL.quiet());
            },
            connector());
    private final Api ada = server.signUp("Ada");
    private final Api ben = server.signUp("Ben");
    private final String room = ada.createRoom("Engines");
    private final String longText = "x".repeat(40_000);

    /** The kind of connector that the server has. */
    BiFunction<Server, ConnectionFactory, ServerConnector> connector() {
        return ChatConnector::new;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void readerThatNeverReadsIsClosedWhileOthersGoOn() throws IOException {
        ben.join(room);
        try (RawSocket stuck = new RawSocket(server, ben.token);
                SocketClient reader = SocketClient.open(ada)) {
            stuck.sendText(subscribe(3));
            reader.subscribe(room, 3);
            sendWhileOpen(1, () -> reader.await("changes"));
            assertThat(stuck.awaitClose()).isEqualTo(4408);
        }
        try (SocketClient resumed = SocketClient.open(ben)) {
            resumed.send(SocketClient.command("subscribe", "s", room).put("after", 3));
            assertThat(resumed.next().get("type").textValue()).isIn("subscribed", "reset");
        }
    }

    @Test
    void manyThatNeverReadHarmNobody() throws IOException {
        ben.join(room);
        List<RawSocket> stuck = new ArrayList<>();
        List<SocketClient> readers = new ArrayList<>();
        try {
            for (int count = 0; count < STUCK; count++) {
                stuck.add(new RawSocket(server, ben.token));
                stuck.getLast().sendText(subscribe(3));
            }
            for (int count = 0; count < READERS; count++) {
                readers.add(SocketClient.open(ada));
                readers.getLast().subscribe(room, 3);
            }
            sendWhileOpen(READERS, () -> {
                for (SocketClient reader : readers) {
                    reader.await("changes");
                }
                assertThat(server.plugin.waitingBytes()).isLessThanOrEqualTo((long) (STUCK + READERS) * BUDGET);
            });
            for (RawSocket each : stuck) {
                assertThat(each.awaitClose()).as("what one reads that reads on").isEqualTo(4408);
            }
        } finally {
            readers.forEach(SocketClient::close);
            for (RawSocket each : stuck) {
                each.close();
            }
        }
    }

    @Test
    void whoWasGivenUpAndNeverReadsIsCutOff() throws IOException {
        try (RawSocket stuck = new RawSocket(server, ada.token)) {
            stuck.sendText(subscribe(2));
            sendWhileOpen(0, () -> {});
            try (SocketClient witness = SocketClient.open(ada)) {
                witness.subscribe(room, ada.head(room));
                clock.addAndGet(Duration.ofSeconds(20).toNanos());
                witness.await("heartbeat");
                clock.addAndGet(Duration.ofSeconds(45).toNanos());
                stuck.sendUntilCut(RawSocket.PONG);
            }
        }
    }

    @Test
    void catchingUpThatIsTooMuchIsReset() {
        for (int count = 0; count < BUDGET / longText.length() + 1; count++) {
            ada.send(room, longText);
        }
        long head = ada.head(room);
        try (SocketClient socket = SocketClient.open(ada)) {
            socket.send(SocketClient.command("subscribe", "s", room).put("after", 0));
            socket.await("subscribed");
            JsonNode reset = socket.await("reset");
            assertThat(reset.has("id")).as("a second answer to the same frame").isFalse();
            assertThat(reset.get("head").longValue()).isEqualTo(head);
            socket.subscribe(room, head);
            ada.send(room, "Live");
            assertThat(socket.await("changes").get("after").longValue()).isEqualTo(head);
        }
    }

    @Test
    void streamThatIsNeverReadEnds() throws IOException {
        try (Socket stuck = new Socket()) {
            stuck.setReceiveBufferSize(4096);
            stuck.connect(new java.net.InetSocketAddress("localhost", server.port()));
            stuck.setSoTimeout((int) Api.PATIENCE.toMillis());
            stuck.getOutputStream()
                    .write("GET /api/v1/rooms/%s/events?after=2 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
                            .formatted(room, ada.token)
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(stuck.getInputStream().read()).isEqualTo('H');
            sendWhileOpen(0, () -> {});
        }
    }

    /** Sends, each time once others have got the last, until the server lets go of those who do not read. */
    private void sendWhileOpen(int others, Runnable othersGetIt) {
        for (int sent = 0; server.plugin.openConnections() > others; sent++) {
            assertThat(sent).as("messages that a stuck reader may leave lying").isLessThan(2_000);
            ada.send(room, longText);
            othersGetIt.run();
        }
    }

    private String subscribe(long after) {
        return SocketClient.command("subscribe", "s", room).put("after", after).toString();
    }
}
