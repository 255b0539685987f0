package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.testkit.FaultyPersistence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sends that wait for the store. */
class SlowStoreTest {
    /** More than Javalin has threads. */
    private static final int MANY = 300;

    private final FaultyPersistence store = new FaultyPersistence(new InMemoryPersistence());
    private final ChatServer server = new ChatServer(
            store, config -> config.maxConnectionsPerUser = ChatPlugin.Config.NO_LIMIT, application -> {});
    private final Api ada = server.signUp("Ada");
    private final String room = ada.createRoom("Engines");

    @AfterEach
    void stop() {
        store.release();
        server.close();
    }

    @Test
    void howeverManyWaitTheOthersAreServed() {
        List<SocketClient> waiting = new ArrayList<>();
        store.hold();
        for (int number = 0; number < MANY; number++) {
            SocketClient socket = SocketClient.open(ada);
            socket.send(send(number));
            waiting.add(socket);
        }
        store.awaitHeld();
        try (SocketClient other = SocketClient.open(ada)) {
            other.send(SocketClient.command("ping", "p", ""));
            assertThat(other.await("pong").get("id").textValue()).isEqualTo("p");
        }
        ada.get("/rooms/" + room).expect(200);

        store.release();

        for (SocketClient socket : waiting) {
            assertThat(socket.await("sent").get("duplicate").booleanValue()).isFalse();
            socket.close();
        }
    }

    @Test
    void whatComesBehindASendIsAnsweredBehindIt() throws IOException {
        store.hold();
        try (RawSocket socket = open()) {
            socket.sendText(send(1).toString());
            socket.sendText("{\"type\":\"ping\",\"id\":\"behind\"}");
            socket.send(RawSocket.CLOSE, new byte[] {0x03, (byte) 0xE8});
            store.awaitHeld();

            store.release();

            assertThat(socket.next().text()).contains("\"sent\"");
            assertThat(socket.next().text()).contains("\"pong\"").contains("behind");
            assertThat(socket.next().closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void whatMakesNoSenseBehindASendIsRefusedBehindIt() throws IOException {
        store.hold();
        try (RawSocket socket = open()) {
            socket.sendText(send(1).toString());
            socket.send(RawSocket.TEXT, new byte[] {'"', (byte) 0xC3});
            store.awaitHeld();

            store.release();

            assertThat(socket.next().text()).contains("\"sent\"");
            assertThat(socket.awaitClose()).isEqualTo(1007);
        }
    }

    @Test
    void largeTextsAreAnsweredInTheirOrderToo() throws IOException {
        try (RawSocket socket = open()) {
            for (int number = 0; number < 20; number++) {
                String spaces = " ".repeat(number % 2 * 100_000);
                socket.sendText("{\"type\":\"ping\",\"id\":\"" + number + "\"" + spaces + "}");
            }
            for (int number = 0; number < 20; number++) {
                assertThat(socket.next().text()).contains("\"pong\"").contains("\"" + number + "\"");
            }
        }
    }

    private RawSocket open() throws IOException {
        RawSocket socket = new RawSocket(server, ada.token);
        assertThat(socket.next().text()).contains("welcome");
        return socket;
    }

    private JsonNode send(int number) {
        return SocketClient.command("send", "s", room)
                .put("clientId", "c" + number)
                .put("text", "Message " + number);
    }
}
