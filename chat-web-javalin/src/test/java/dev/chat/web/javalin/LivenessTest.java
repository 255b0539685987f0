package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.testkit.FaultyPersistence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Peers that are gone, or will not go. */
class LivenessTest {
    private final AtomicLong clock = new AtomicLong();
    private final FaultyPersistence store = new FaultyPersistence(new InMemoryPersistence());
    private final ChatServer server = new ChatServer(
            store,
            config -> {
                config.timing = new Timing(clock::get, Duration.ofMillis(5), Timing.REAL.quiet());
                config.maxWaitingBytes = 64 * 1024 * 1024;
            },
            application -> {});
    private final Api ada = server.signUp("Ada");
    private final String room = ada.createRoom("Engines");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void peerThatAnswersPingsStaysAndOneThatDoesNotIsClosed() throws IOException {
        try (RawSocket silent = open(ada);
                RawSocket alive = open(ada)) {
            passAMinute(alive);
            silent.awaitNext(RawSocket.PING);
            assertThat(silent.awaitClose()).isEqualTo(4407);
            awaitOpen(1);
            passAMinute(alive);
        }
    }

    @Test
    void halfAFrameIsNoSignOfLifeForLong() throws IOException {
        try (RawSocket half = open(ada)) {
            half.sendHalf("{\"type\":".getBytes(StandardCharsets.UTF_8), 200_000);
            advance(20);
            RawSocket.Frame frame = half.next();
            while (frame.opcode() == RawSocket.PING) {
                advance(20);
                frame = half.next();
            }
            assertThat(frame.closeCode()).isEqualTo(4407);
            awaitOpen(0);
        }
    }

    @Test
    void peerThatCannotBeWrittenToIsCutOffAndKeepsNobodyWaiting() throws IOException {
        try (RawSocket stuck = open(ada);
                RawSocket alive = open(ada)) {
            stuck.sendText(
                    SocketClient.command("subscribe", "s", room).put("after", 2).toString());
            String text = "x".repeat(40_000);
            while (server.plugin.waitingBytes() < 1024 * 1024) {
                ada.send(room, text);
            }
            passAMinute(alive);
            passAMinute(alive);
            awaitOpen(1);
            stuck.sendUntilCut(RawSocket.PONG);
        }
    }

    @Test
    void whoWaitsForAnAnswerIsNotTakenForSilent() throws Exception {
        try (RawSocket alive = open(ada);
                SocketClient waiting = SocketClient.open(ada)) {
            store.hold();
            waiting.send(
                    SocketClient.command("send", "s", room).put("clientId", "c").put("text", "Slow"));
            store.awaitHeld();
            passAMinute(alive);
            store.release();
            assertThat(waiting.await("sent").get("id").textValue()).isEqualTo("s");
        }
    }

    @Test
    void whoDoesNotTakePartInTheClosingIsCutOff() throws IOException {
        try (RawSocket refused = new RawSocket(server, "void");
                RawSocket signedOut = open(ada)) {
            assertThat(refused.awaitClose()).isEqualTo(4401);
            ada.delete("/sessions/current").expect(204);
            assertThat(signedOut.awaitClose()).isEqualTo(4401);
            refused.send(RawSocket.PING, new byte[0]);
            advance(20);
            refused.sendText("{}");
            signedOut.sendText("{}");
            awaitLook();
            advance(45);
            refused.sendUntilCut(RawSocket.PONG);
            signedOut.sendUntilCut(RawSocket.PONG);
            awaitOpen(0);
        }
    }

    /** Opens a socket, and sees to it that it is being looked after. */
    private RawSocket open(Api caller) throws IOException {
        RawSocket socket = new RawSocket(server, caller.token);
        assertThat(socket.next().text()).contains("welcome");
        return socket;
    }

    /** Lets a minute pass in which somebody answers the pings: it is served as ever. */
    private void passAMinute(RawSocket alive) throws IOException {
        for (int count = 0; count < 3; count++) {
            advance(20);
            alive.awaitNext(RawSocket.PING);
            alive.send(RawSocket.PONG, new byte[0]);
            assertServes(alive);
        }
    }

    private void advance(int seconds) {
        clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    /** Waits until all sockets were looked after at the present time. */
    private void awaitLook() throws IOException {
        try (RawSocket witness = open(server.signUp("Witness"))) {
            advance(20);
            witness.awaitNext(RawSocket.PING);
        }
    }

    private void awaitOpen(int count) {
        long deadline = System.nanoTime() + Api.PATIENCE.toNanos();
        while (server.plugin.openConnections() != count) {
            assertThat(System.nanoTime()).as("open in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static void assertServes(RawSocket socket) throws IOException {
        socket.sendText("{\"type\":\"ping\",\"id\":\"alive\"}");
        RawSocket.Frame frame = socket.awaitNext(RawSocket.TEXT);
        while (!frame.text().contains("\"pong\"")) {
            frame = socket.awaitNext(RawSocket.TEXT);
        }
        assertThat(frame.text()).contains("alive");
    }
}
