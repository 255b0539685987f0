package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever sends more than is good is told, then closed, and costs nobody else anything. */
class FloodTest {
    private static final int PER_SECOND = 10;
    private static final int AT_ONCE = 100;
    private static final int REFUSALS = 100;

    private final AtomicLong clock = new AtomicLong();
    private final ChatServer server = new ChatServer(config -> {
        config.maxFramesPerSecond = PER_SECOND;
        config.maxNewRoomsPerHour = ChatPlugin.Config.NO_LIMIT;
        config.timing = new Timing(clock::get, Duration.ofMillis(5), Timing.REAL.quiet());
    });
    private final Api ada = server.signUp("Ada");
    private final String room = ada.createRoom("Engines");
    private SocketClient bystander;

    @BeforeEach
    void open() {
        bystander = SocketClient.open(server.signUp("Bystander"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void frameBeyondTheLimitIsRefusedByItsIdAndNotCarriedOut() {
        try (SocketClient socket = SocketClient.open(ada)) {
            spend(socket);
            ObjectNode send = SocketClient.command("send", "too-much", room)
                    .put("clientId", "c")
                    .put("text", "Too much");
            socket.send(send);
            JsonNode error = socket.await("error");
            assertThat(error.get("code").textValue()).isEqualTo("rate_limited");
            assertThat(error.get("id").textValue()).isEqualTo("too-much");
            assertThat(error.get("room").textValue()).isEqualTo(room);
            assertThat(ada.head(room)).isEqualTo(2);
            assertBystanderIsServed();
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            socket.send(send);
            assertThat(socket.await("sent").get("duplicate").booleanValue()).isFalse();
        }
    }

    @Test
    void whoGoesOnIsClosedAndToldWhenToComeBack() {
        try (SocketClient socket = SocketClient.open(ada)) {
            spend(socket);
            for (int count = 1; count < REFUSALS; count++) {
                socket.sendText("{\"broken\":");
                JsonNode error = socket.await("error");
                assertThat(error.get("code").textValue()).isEqualTo("rate_limited");
                assertThat(error.has("id")).isFalse();
            }
            socket.send(SocketClient.command("ping", "last", ""));
            assertThat(socket.await("error").get("id").textValue()).isEqualTo("last");
            JsonNode closing = socket.await("closing");
            assertThat(closing.get("code").intValue()).isEqualTo(4429);
            assertThat(closing.get("retryAfter").intValue()).isEqualTo(5000);
            assertThat(socket.next().get("code").intValue()).isEqualTo(4429);
            assertBystanderIsServed();
        }
    }

    @Test
    void floodOfProtocolPingsIsClosed() throws IOException {
        try (RawSocket socket = new RawSocket(server, ada.token)) {
            for (int count = 0; count <= AT_ONCE * 10; count++) {
                socket.send(RawSocket.PING, new byte[0]);
            }
            assertThat(socket.awaitClose()).isEqualTo(4429);
            assertBystanderIsServed();
        }
    }

    @Test
    void messageThatNeverEndsIsClosed() throws IOException {
        try (RawSocket socket = new RawSocket(server, ada.token)) {
            socket.sendBeginning(new byte[] {'{'});
            for (int count = 0; count < AT_ONCE * 10; count++) {
                socket.sendNothingMore();
            }
            assertThat(socket.awaitNext(RawSocket.TEXT).text()).contains("welcome");
            assertThat(socket.awaitNext(RawSocket.TEXT).text()).contains("closing");
            assertThat(socket.awaitClose()).isEqualTo(4429);
            assertBystanderIsServed();
        }
    }

    @Test
    void whoGoesOnAfterTheCloseIsCutOff() throws IOException {
        try (RawSocket socket = new RawSocket(server, ada.token);
                RawSocket stranger = new RawSocket(server, "void")) {
            for (int count = 0; count < AT_ONCE + REFUSALS; count++) {
                socket.sendText("{\"type\":\"ping\"}");
            }
            socket.sendUntilCut(RawSocket.TEXT);
            stranger.sendUntilCut(RawSocket.TEXT);
            assertBystanderIsServed();
        }
    }

    @Test
    void framesAfterTheClientsOwnCloseAreNothing() throws IOException {
        try (RawSocket socket = new RawSocket(server, ada.token)) {
            socket.send(RawSocket.CLOSE, new byte[] {0x03, (byte) 0xE8});
            socket.sendText(SocketClient.command("send", "s", room)
                    .put("clientId", "c")
                    .put("text", "After the close")
                    .toString());
            assertThat(socket.awaitClose()).isEqualTo(1000);
            assertThat(ada.head(room)).isEqualTo(2);
            assertBystanderIsServed();
        }
    }

    @Test
    void manyRoomsAndManyCatchUpsHarmNobody() {
        List<String> rooms = new ArrayList<>();
        for (int number = 0; number < AT_ONCE; number++) {
            rooms.add(ada.createRoom("Room " + number));
        }
        Api ben = server.signUp("Ben");
        ben.join(room);
        try (SocketClient reader = SocketClient.open(ben);
                SocketClient greedy = SocketClient.open(ada)) {
            reader.subscribe(room, 3);
            for (int count = 0; count < AT_ONCE + REFUSALS; count++) {
                greedy.send(SocketClient.command("subscribe", "s", rooms.get(count % rooms.size()))
                        .put("after", 0));
                if (count % PER_SECOND == 0) {
                    long position = ada.send(room, "Still here").get("position").longValue();
                    assertThat(reader.await("changes").get("upTo").longValue()).isEqualTo(position);
                }
            }
            assertThat(greedy.awaitClose()).isEqualTo(4429);
            assertBystanderIsServed();
        }
    }

    private static void spend(SocketClient socket) {
        for (int count = 0; count < AT_ONCE; count++) {
            socket.send(SocketClient.command("ping", "p" + count, ""));
            assertThat(socket.await("pong").get("id").textValue()).isEqualTo("p" + count);
        }
    }

    private void assertBystanderIsServed() {
        bystander.send(SocketClient.command("ping", "bystander", ""));
        assertThat(bystander.awaitNext("pong").get("id").textValue()).isEqualTo("bystander");
    }
}
