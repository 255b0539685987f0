package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chat.core.Chat;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.core.room.Room;
import dev.chat.core.user.User;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Heartbeats tell how far a client is, and no further. */
class HeartbeatTest {
    private static final int MESSAGES = 500;

    private final AtomicLong clock = new AtomicLong();
    private final ChatServer server =
            new ChatServer(config -> config.timing = new Timing(clock::get, Duration.ofMillis(5), Timing.REAL.quiet()));
    private final Api ada = server.signUp("Ada");
    private final String room = ada.createRoom("Engines");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void heartbeatNamesThePositionsOfAllRoomsOfTheSocket() {
        String other = ada.createRoom("Boilers");
        try (SocketClient socket = SocketClient.open(ada)) {
            socket.subscribe(other, 2);
            socket.subscribe(room, 1);
            ada.send(room, "Three");
            while (socket.awaitNext("changes").get("upTo").longValue() < 3) {
                // What it missed comes first.
            }
            awaitHeads(socket, Api.JSON.createObjectNode().put(room, 3).put(other, 2));
        }
    }

    @Test
    void roomsThatAreOverAreNotNamed() {
        String other = ada.createRoom("Boilers");
        try (SocketClient socket = SocketClient.open(ada)) {
            socket.subscribe(room, 2);
            socket.subscribe(other, 2);
            socket.send(SocketClient.command("unsubscribe", "u", other));
            socket.await("unsubscribed");
            advance();
            assertThat(socket.await("heartbeat").get("heads").has(other)).isFalse();
            ada.delete("/rooms/" + room).expect(204);
            socket.awaitNext("ended");
            socket.send(SocketClient.command("subscribe", "s", other).put("after", 2));
            socket.awaitNext("subscribed");
            advance();
            assertThat(socket.awaitNext("heartbeat").get("heads"))
                    .isEqualTo(Api.JSON.createObjectNode().put(other, 2));
        }
    }

    @Test
    void socketWithoutRoomsIsOnlyPinged() throws IOException {
        try (RawSocket socket = new RawSocket(server, ada.token)) {
            assertThat(socket.next().text()).contains("welcome");
            advance();
            assertThat(socket.next().opcode()).isEqualTo(RawSocket.PING);
            socket.sendText("{\"type\":\"ping\"}");
            assertThat(socket.next().text()).contains("pong");
        }
    }

    @Test
    void oneRoomSocketHasItsHeartbeatToo() {
        try (SocketClient socket = SocketClient.connect(ada, "/rooms/" + room + "/socket?after=0")) {
            socket.awaitNext("changes");
            awaitHeads(socket, Api.JSON.createObjectNode().put(room, 2));
        }
    }

    @Test
    void heartbeatNeverNamesWhatIsNotAheadOfIt() throws Exception {
        try (Chat chat = Chat.on(new InMemoryPersistence()).build()) {
            User user = chat.users().create("Ada");
            Room engines = chat.rooms().create(user.id(), "Engines");
            Recording session = new Recording();
            Connection connection = new Connection(
                    chat,
                    new Caller(user, null),
                    null,
                    new SocketOutbox(new Line(session), 1024 * 1024),
                    Runnable::run,
                    new Connection.Shared(
                            new Connections(1),
                            new BatchEncoder(),
                            new FrameLimits(Integer.MAX_VALUE, System::nanoTime)));
            String subscribe = SocketClient.command(
                            "subscribe", "s", engines.id().toString())
                    .put("after", 0)
                    .toString();
            Thread sender = Thread.ofPlatform().start(() -> sendMany(chat, user, engines));
            long deadline = System.nanoTime() + Api.PATIENCE.toNanos();
            while (session.lastHeartbeatInStep(engines.id().toString()) < 2 + MESSAGES) {
                assertThat(System.nanoTime()).as("all is told in time").isLessThan(deadline);
                connection.onText(subscribe);
                for (int count = 0; count < 20; count++) {
                    connection.beat();
                }
            }
            sender.join();
        }
    }

    private static void sendMany(Chat chat, User user, Room room) {
        try {
            for (int count = 0; count < MESSAGES; count++) {
                chat.messages().send(user.id(), room.id(), "c" + count, "Message " + count);
            }
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Awaits a heartbeat of these heads; the one before it may have been overtaken by what it could have told. */
    private void awaitHeads(SocketClient socket, JsonNode heads) {
        advance();
        JsonNode first = socket.awaitNext("heartbeat").get("heads");
        if (!first.equals(heads)) {
            advance();
            assertThat(socket.awaitNext("heartbeat").get("heads")).isEqualTo(heads);
        }
    }

    private void advance() {
        clock.addAndGet(Duration.ofSeconds(20).toNanos());
    }

    /** A session that keeps what is sent. */
    private static final class Recording extends CoreSession.Empty {
        private final List<JsonNode> frames = new ArrayList<>();

        @Override
        public void sendFrame(OutgoingEntry entry) {
            synchronized (this) {
                frames.add(Api.parse(BufferUtil.toUTF8String(entry.getFrame().getPayload())));
            }
            entry.getCallback().succeeded();
        }

        /** What the last heartbeat names; none is ahead of the changes before it. */
        synchronized long lastHeartbeatInStep(String room) {
            long last = 0;
            long position = 0;
            for (JsonNode frame : frames) {
                if (frame.get("type").textValue().equals("changes")) {
                    position = Math.max(position, frame.get("upTo").longValue());
                } else if (frame.get("type").textValue().equals("heartbeat")) {
                    last = frame.at("/heads/" + room).longValue();
                    assertThat(last).isLessThanOrEqualTo(position);
                }
            }
            return last;
        }

        @Override
        public void close(int code, String reason, Callback callback) {
            throw new AssertionError("closed with " + code);
        }
    }
}
