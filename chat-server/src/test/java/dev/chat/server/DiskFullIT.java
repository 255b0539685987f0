package dev.chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose disk fills up while many send: they are told to try again, and it goes on once there is room. */
class DiskFullIT {
    private static final int SENDERS = 8;
    private static final int MESSAGES_EACH = 60;
    private static final int ACKNOWLEDGED_BEFORE = 100;
    private static final int REFUSALS = 60;
    private static final int ROOM = 100_001;

    private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
    private final CountDownLatch enough = new CountDownLatch(ACKNOWLEDGED_BEFORE);
    private final CountDownLatch refusals = new CountDownLatch(REFUSALS);

    @Test
    void nothingAcknowledgedIsLostAndServiceResumes(@TempDir Path data) throws Exception {
        List<String> command = ServerProcess.distribution("--port", "0", "--data", data.toString());
        ApiClient owner;
        String room;
        try (ServerProcess server = ServerProcess.start(command);
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            owner = ApiClient.signUp(server.address(), "Owner");
            room = owner.createRoom("Room");
            List<Future<?>> running = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                ApiClient client = ApiClient.signUp(server.address(), "Sender " + sender);
                client.join(room);
                String prefix = "s" + sender + "-";
                running.add(senders.submit(() -> sendAll(client, room, prefix)));
            }
            enough.await();
            server.limitFiles(String.valueOf(Files.size(data.resolve("chat.mv.db")) + ROOM));
            refusals.await();
            assertAnswersWhileFull(server, owner, room);
            server.limitFiles("unlimited");
            for (Future<?> each : running) {
                each.get();
            }

            assertThat(stored(owner, room)).isEqualTo(new TreeMap<>(acknowledged));
            assertThat(health(server).statusCode()).isEqualTo(200);
            assertThat(server.stop()).isZero();
            // Not one for each refusal.
            assertThat(server.errors()).hasSizeLessThan(REFUSALS);
        }
        try (ServerProcess again = ServerProcess.start(command)) {
            assertThat(stored(owner.at(again.address()), room)).isEqualTo(new TreeMap<>(acknowledged));
        }
    }

    private Void sendAll(ApiClient client, String room, String prefix) throws InterruptedException {
        for (int number = 0; number < MESSAGES_EACH; number++) {
            String clientId = prefix + number;
            while (!send(client, room, clientId)) {
                refusals.countDown();
            }
            enough.countDown();
        }
        return null;
    }

    private boolean send(ApiClient client, String room, String clientId) throws InterruptedException {
        try {
            JsonNode message = client.say(room, clientId, "Text " + clientId);
            acknowledged.put(clientId, message.path("position").asInt());
            return true;
        } catch (IOException refused) {
            assertUnavailable(refused);
            return false;
        }
    }

    private static void assertUnavailable(IOException refused) {
        assertThat(refused).hasMessageContaining(": 503 ").hasMessageContaining("urn:chat:error:unavailable");
    }

    /**
     * It serves readers or refuses them, which depends on what the end of the room hit; it never says that it is ready.
     */
    private static void assertAnswersWhileFull(ServerProcess server, ApiClient owner, String room) throws Exception {
        HttpResponse<String> health = health(server);
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).contains("\"status\":\"down\"").contains("\"reason\":\"The disk is full or fails.\"");
        assertThat(ApiClient.get(server.address().resolve("health/live")).statusCode())
                .isEqualTo(200);
        try {
            owner.history(room);
        } catch (IOException refused) {
            assertUnavailable(refused);
        }
    }

    private static HttpResponse<String> health(ServerProcess server) throws Exception {
        return ApiClient.get(server.address().resolve("health"));
    }

    private static Map<String, Integer> stored(ApiClient client, String room) throws Exception {
        Map<String, Integer> stored = new TreeMap<>();
        for (JsonNode message : client.history(room)) {
            Integer twice = stored.put(
                    message.path("clientId").asText(), message.path("position").asInt());
            assertThat(twice).isNull();
        }
        return stored;
    }
}
