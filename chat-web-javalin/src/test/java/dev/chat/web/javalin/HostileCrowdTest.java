package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many at once that do all they can, and a few that only want to talk. */
class HostileCrowdTest {
    private static final int HOSTILE = 12;
    private static final int ROUNDS = 2;
    private static final int MESSAGES = 50;
    private static final long SEED = 20_261_124;

    private final ChatServer server = new ChatServer(config -> {
        config.maxFramesPerSecond = 50;
        config.maxWaitingBytes = 256 * 1024;
        config.timing = new Timing(System::nanoTime, Duration.ofMillis(50), Timing.REAL.quiet());
    });
    private final Api ada = server.signUp("Ada");
    private final Api eve = server.signUp("Eve");
    private final String room = ada.createRoom("Engines");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoOnlyWantsToTalkLosesNothing() throws Exception {
        eve.join(room);
        AtomicBoolean talking = new AtomicBoolean(true);
        List<Thread> crowd = new ArrayList<>();
        for (int number = 0; number < HOSTILE; number++) {
            Random random = new Random(SEED + number);
            crowd.add(Thread.ofPlatform().start(() -> annoy(random, talking)));
        }
        try (SocketClient sender = SocketClient.open(ada);
                SocketClient reader = SocketClient.open(ada)) {
            reader.subscribe(room, 3);
            for (int count = 0; count < MESSAGES; count++) {
                sender.send(SocketClient.command("send", "s" + count, room)
                        .put("clientId", "c" + count)
                        .put("text", "Message " + count));
                assertThat(sender.awaitNext("sent").get("id").textValue()).isEqualTo("s" + count);
            }
            talking.set(false);
            assertThat(read(reader, 3 + MESSAGES)).isEqualTo(MESSAGES);
            for (Thread each : crowd) {
                assertThat(each.join(Api.PATIENCE)).isTrue();
            }
        }
        long deadline = System.nanoTime() + Api.PATIENCE.toNanos();
        while (server.plugin.openConnections() > 0) {
            assertThat(System.nanoTime()).as("all are gone in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** Reads up to a position, and tells how many changes that was; none is missing or comes twice. */
    private static int read(SocketClient reader, long upTo) {
        long position = 3;
        int changes = 0;
        while (position < upTo) {
            JsonNode batch = reader.awaitNext("changes");
            assertThat(batch.get("after").longValue()).isEqualTo(position);
            position = batch.get("upTo").longValue();
            changes += batch.get("changes").size();
        }
        return changes;
    }

    private void annoy(Random random, AtomicBoolean talking) {
        for (int round = 0; round < ROUNDS || talking.get(); round++) {
            try (RawSocket socket = new RawSocket(server, random.nextInt(4) == 0 ? "void" : eve.token)) {
                annoy(socket, random);
            } catch (IOException cutOff) {
                assertThat(cutOff).as("a line that is cut").isInstanceOfAny(SocketException.class);
            }
        }
    }

    private void annoy(RawSocket socket, Random random) throws IOException {
        int kind = random.nextInt(7);
        for (int count = 0; count < 2_000; count++) {
            switch (kind) {
                case 0 -> socket.send(RawSocket.PING, new byte[125]);
                case 1 -> socket.send(RawSocket.PONG, new byte[0]);
                case 2 -> socket.sendText("{\"type\":");
                case 3 -> socket.sendText(subscribe());
                case 4 -> socket.sendHalf("{".getBytes(StandardCharsets.UTF_8), 1 + random.nextInt(300_000));
                case 5 -> {
                    socket.sendBeginning(new byte[] {'{'});
                    socket.sendNothingMore();
                }
                default -> socket.send(random.nextInt(16), new byte[random.nextInt(200)]);
            }
        }
    }

    private String subscribe() {
        return SocketClient.command("subscribe", "s", room).put("after", 0).toString();
    }
}
