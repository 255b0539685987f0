package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.testkit.FaultyPersistence;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A store that fails, as seen from a WebSocket or a stream of events. */
class FaultTest {
    private final FaultyPersistence store = new FaultyPersistence(new InMemoryPersistence());
    private final ChatServer server = new ChatServer(store, config -> {}, application -> {});
    private final Api ada = server.signUp("Ada");
    private final String room = ada.createRoom("Engines");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void commandIsAnsweredAndWorksAgainAfterwards() {
        JsonNode send =
                SocketClient.command("send", "s", room).put("clientId", "c").put("text", "t");
        try (SocketClient socket = SocketClient.open(ada)) {
            store.failWith(FaultyPersistence.outOfReach());
            socket.send(send);
            JsonNode error = socket.await("error");
            assertThat(error.get("code").textValue()).isEqualTo("unavailable");
            assertThat(error.get("id").textValue()).isEqualTo("s");
            store.failWith(new IllegalStateException("secret-detail"));
            socket.send(send);
            assertThat(socket.await("error").get("code").textValue()).isEqualTo("internal_error");
            store.mend();
            socket.send(send);
            assertThat(socket.await("sent").get("duplicate").booleanValue()).isFalse();
        }
    }

    @Test
    void socketThatCannotBeOpenedSaysWhenToComeBack() {
        store.failWith(FaultyPersistence.outOfReach());
        try (SocketClient socket = SocketClient.connect(ada, "/socket")) {
            JsonNode closing = socket.await("closing");
            assertThat(closing.get("code").intValue()).isEqualTo(1013);
            assertThat(closing.get("retryAfter").intValue()).isEqualTo(2000);
            assertThat(socket.next().get("code").intValue()).isEqualTo(1013);
        }
        store.failWith(new IllegalStateException("secret-detail"));
        try (SocketClient socket = SocketClient.connect(ada, "/rooms/" + room + "/socket")) {
            assertThat(socket.awaitClose()).isEqualTo(1011);
        }
    }

    @Test
    void storeThatIsLostWhileASocketOpensSaysWhenToComeBack() {
        int reads = 0;
        String last = "closing";
        while (last.equals("closing")) {
            store.failAfterReads(reads);
            try (SocketClient socket = SocketClient.connect(ada, "/socket")) {
                JsonNode frame = socket.next();
                if (frame.get("type").textValue().equals("welcome")) {
                    ping(socket);
                    frame = socket.next();
                }
                last = frame.get("type").textValue();
                assertThat(last).isIn("closing", "pong");
            }
            reads++;
        }
        assertThat(reads).as("reads, that to see who it still is among them").isGreaterThan(2);
        store.mend();
    }

    @Test
    void streamThatCannotBeOpenedLeavesNothingOpen() throws Exception {
        HttpRequest request = ada.request("/rooms/" + room + "/events").build();
        int reads = 0;
        int status = 503;
        while (status == 503) {
            store.failAfterReads(reads);
            HttpResponse<InputStream> response = Api.HTTP.send(request, BodyHandlers.ofInputStream());
            status = response.statusCode();
            assertThat(server.plugin.openConnections())
                    .as("after %d reads", reads)
                    .isEqualTo(status == 503 ? 0 : 1);
            response.body().close();
            reads++;
        }
        assertThat(status).isEqualTo(200);
        assertThat(reads).as("reads, that to see who it still is among them").isGreaterThan(3);
        store.mend();
    }

    @Test
    void whatIsUnderWayIsAnsweredBeforeTheServerStops() throws InterruptedException {
        try (SocketClient socket = SocketClient.open(ada)) {
            store.hold();
            socket.send(
                    SocketClient.command("send", "s", room).put("clientId", "c").put("text", "Last words"));
            store.awaitHeld();
            Thread stopping = Thread.startVirtualThread(server.plugin::closeAll);
            store.release();
            stopping.join();
            assertThat(socket.await("sent").get("id").textValue()).isEqualTo("s");
            assertThat(socket.await("closing").get("code").intValue()).isEqualTo(1001);
            assertThat(socket.awaitClose()).isEqualTo(1001);
        }
    }

    private static void ping(SocketClient socket) {
        try {
            socket.sendText("{\"type\":\"ping\"}");
        } catch (CompletionException closed) {
            assertThat(closed).hasRootCauseInstanceOf(IOException.class);
        }
    }
}
