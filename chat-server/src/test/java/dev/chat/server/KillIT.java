package dev.chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed while many send: what it had acknowledged is there when it comes back, once each. */
class KillIT {
    private static final int SENDERS = 16;
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 400;

    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final CountDownLatch enough = new CountDownLatch(ACKNOWLEDGED_BEFORE_THE_KILL);

    @Test
    void acknowledgedMessagesOutliveAKillOnH2(@TempDir Path data) throws Exception {
        killUnderLoad(ServerProcess.distribution("--port", "0", "--data", data.toString()), Map.of());
    }

    @Test
    void acknowledgedMessagesOutliveAKillOnPostgresql(@TempDir Path data) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            killUnderLoad(
                    ServerProcess.distribution("--port", "0", "--data", data.toString()),
                    Map.of(
                            "CHAT_DATABASE_URL", postgres.getJdbcUrl("postgres", "postgres"),
                            "CHAT_DATABASE_USER", "postgres",
                            "CHAT_DATABASE_PASSWORD", "postgres"));
        }
    }

    private void killUnderLoad(List<String> command, Map<String, String> environment) throws Exception {
        ApiClient owner;
        String room;
        try (ServerProcess server = ServerProcess.start(command, environment)) {
            owner = ApiClient.signUp(server.address(), "Owner");
            room = owner.createRoom("Room");
            try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> running = new ArrayList<>();
                for (int sender = 0; sender < SENDERS; sender++) {
                    ApiClient client = ApiClient.signUp(server.address(), "Sender " + sender);
                    client.join(room);
                    Sending sending = sending(client, room, sender % 2 == 0);
                    String prefix = "s" + sender + "-";
                    running.add(senders.submit(() -> sendUntilKilled(sending, client, room, prefix)));
                }
                enough.await();
                server.kill();
                for (Future<?> each : running) {
                    each.get();
                }
            }
        }
        try (ServerProcess again = ServerProcess.start(command, environment)) {
            List<JsonNode> history = owner.at(again.address()).history(room);

            assertThat(history)
                    .extracting(message -> message.path("clientId").asText())
                    .doesNotHaveDuplicates();
            assertThat(history)
                    .extracting(message -> message.path("position").asInt())
                    .isSorted();
            Map<String, String> stored = new ConcurrentHashMap<>();
            history.forEach(message -> stored.put(
                    message.path("clientId").asText(), message.path("text").asText()));
            assertThat(stored).containsAllEntriesOf(acknowledged);
            assertThat(again.stop()).isZero();
        }
    }

    private static Sending sending(ApiClient client, String room, boolean overSocket) throws Exception {
        if (overSocket) {
            SocketClient socket = client.openSocket();
            return (clientId, text) -> socket.say(room, clientId, text);
        }
        return (clientId, text) -> client.say(room, clientId, text);
    }

    private void sendUntilKilled(Sending sending, ApiClient client, String room, String prefix) {
        try {
            for (int number = 0; ; number++) {
                String clientId = prefix + number;
                int position = sending.send(clientId, "Text " + clientId)
                        .path("position")
                        .asInt();
                if (number % 5 == 0) {
                    // Only what is known to be the latest text is expected: an edit that was not acknowledged may have
                    // happened.
                    client.edit(room, position, "Edited " + clientId);
                    acknowledged.put(clientId, "Edited " + clientId);
                } else {
                    acknowledged.put(clientId, "Text " + clientId);
                }
                enough.countDown();
            }
        } catch (IOException killed) {
            // The end that is wanted.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends a message, and waits for the acknowledgement. */
    @FunctionalInterface
    private interface Sending {
        JsonNode send(String clientId, String text) throws IOException, InterruptedException;
    }
}
