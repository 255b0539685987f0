package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chat.core.Chat;
import dev.chat.core.memory.InMemoryPersistence;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A user or network address beyond its limit is told when to come back; others are served. */
class LimitsTest {
    private final AtomicLong clock = new AtomicLong();
    private ChatServer server;

    private ChatServer start(Consumer<ChatPlugin.Config> configure) {
        server = new ChatServer(config -> {
            config.timing = new Timing(clock::get, Timing.REAL.tick(), Timing.REAL.quiet());
            configure.accept(config);
        });
        return server;
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void userWhoAsksForTooMuchIsToldWhenToComeBackAndOthersGoOn() {
        start(config -> config.maxRequestsPerSecond = 2);
        Api ada = server.signUp("Ada");
        Api ben = server.signUp("Ben");
        for (int request = 0; request < 20; request++) {
            ada.get("/users/me").expect(200);
        }

        Reply refused = ada.get("/users/me").expectProblem(429, "rate_limited");

        assertThat(refused.header("Retry-After")).isEqualTo("1");
        ben.get("/users/me").expect(200);
        pass(Duration.ofSeconds(1));
        ada.get("/users/me").expect(200);
        ada.get("/users/me").expect(200);
        ada.get("/users/me").expectProblem(429, "rate_limited");
    }

    @Test
    void newUsersOfOneAddressAreCountedIfTheyAreMade() {
        start(config -> config.maxNewUsersPerHour = 3);
        for (int user = 0; user < 29; user++) {
            server.signUp("Ada " + user);
        }
        for (int attempt = 0; attempt < 5; attempt++) {
            server.api().post("/users", Api.object("name", "ada 1")).expectProblem(409, "name_taken");
            server.api().post("/users", Api.object("name", "")).expectProblem(422, "invalid_name");
        }
        server.signUp("Cat");

        Reply refused = server.api().post("/users", Api.object("name", "Dan")).expectProblem(429, "rate_limited");

        assertThat(refused.header("Retry-After")).isEqualTo("1200");
        pass(Duration.ofMinutes(20));
        server.signUp("Dan");
        server.api().post("/users", Api.object("name", "Eve")).expectProblem(429, "rate_limited");
    }

    @Test
    void clientsBehindATrustedProxyAreCountedByTheirOwnAddressesOthersByTheProxys() {
        start(config -> {
            config.maxNewUsersPerHour = 1;
            config.trustedProxies = TrustedProxies.of(List.of("127.0.0.1", "::1"));
        });
        spendFrom("192.0.2.1");
        signUpFrom("Ben", "192.0.2.1").expectProblem(429, "rate_limited");
        signUpFrom("Ben", "192.0.2.2").expect(201);
        spendFrom("2001:db8:1:2::1");
        signUpFrom("Dan", "2001:db8:1:2::ffff").expectProblem(429, "rate_limited");
        signUpFrom("Dan", "2001:db8:1:3::1").expect(201);
        server.close();

        start(config -> config.maxNewUsersPerHour = 1);
        spendFrom("192.0.2.1");
        signUpFrom("Ben", "192.0.2.2").expectProblem(429, "rate_limited");
    }

    /** Ten times as many as an hour's are made at once. */
    private void spendFrom(String address) {
        for (int user = 0; user < 10; user++) {
            signUpFrom("Ada " + user + " of " + address.replace(':', '.'), address)
                    .expect(201);
        }
    }

    private Reply signUpFrom(String name, String address) {
        Api api = server.api().withHeader("X-Forwarded-For", address);
        return api.post("/users", Api.object("name", name));
    }

    @Test
    void roomsThatOneUserMakesOrRenamesAreCountedIfItWorks() {
        start(config -> config.maxNewRoomsPerHour = 3);
        Api ada = server.signUp("Ada");
        String room = ada.createRoom("Engines");
        ada.createRoom("Boilers");
        ada.post("/rooms", Api.object("name", "boilers")).expectProblem(409, "name_taken");
        ada.patch("/rooms/" + room, Api.object("name", "Pumps")).expect(200);

        Reply refused = ada.post("/rooms", Api.object("name", "Kettles")).expectProblem(429, "rate_limited");

        assertThat(refused.header("Retry-After")).isEqualTo("1200");
        ada.patch("/rooms/" + room, Api.object("name", "Kettles")).expectProblem(429, "rate_limited");
        server.signUp("Ben").createRoom("Kettles");
    }

    @Test
    void newNamesOfOneUserAreCountedIfTheyAreFree() {
        start(config -> config.maxRenamingsPerHour = 2);
        Api ada = server.signUp("Ada");
        server.signUp("Ben");
        ada.patch("/users/me", Api.object("name", "Ada 2")).expect(200);
        ada.patch("/users/me", Api.object("name", "Ben")).expectProblem(409, "name_taken");
        ada.patch("/users/me", Api.object("name", "Ada 3")).expect(200);

        Reply refused = ada.patch("/users/me", Api.object("name", "Ada 4")).expectProblem(429, "rate_limited");

        assertThat(refused.header("Retry-After")).isEqualTo("1800");
    }

    @Test
    void socketsAndStreamsOfOneUserAreCountedTogether() throws Exception {
        start(config -> config.maxConnectionsPerUser = 2);
        Api ada = server.signUp("Ada");
        String room = ada.createRoom("Engines");
        try (InputStream stream = stream(ada, room).body();
                SocketClient socket = SocketClient.open(ada)) {
            assertTooMany(ada, "/socket");
            assertTooMany(ada, "/rooms/" + room + "/socket");
            Reply refused = ada.get("/rooms/" + room + "/events").expectProblem(429, "too_many_connections");
            assertThat(refused.header("Retry-After")).isEqualTo("30");
            try (SocketClient other = SocketClient.open(server.signUp("Ben"))) {
                other.send(SocketClient.command("ping", "1", ""));
                other.await("pong");
            }
            assertThat(stream).isNotNull();
        }
        // Both are gone once the server has noticed.
        while (server.plugin.openConnections() > 0) {
            Thread.onSpinWait();
        }
        try (SocketClient one = SocketClient.open(ada);
                SocketClient two = SocketClient.open(ada)) {
            assertTooMany(ada, "/socket");
        }
    }

    private static HttpResponse<InputStream> stream(Api ada, String room) throws Exception {
        return Api.HTTP.send(ada.request("/rooms/" + room + "/events").build(), BodyHandlers.ofInputStream());
    }

    private static void assertTooMany(Api user, String path) {
        try (SocketClient refused = SocketClient.connect(user, path)) {
            JsonNode closing = refused.next();
            assertThat(closing.get("type").textValue()).isEqualTo("closing");
            assertThat(closing.get("retryAfter").intValue()).isEqualTo(30_000);
            assertThat(refused.next().get("code").intValue()).isEqualTo(4430);
        }
    }

    @Test
    void openingSocketsCountsAsAsking() {
        start(config -> config.maxRequestsPerSecond = 1);
        Api ada = server.signUp("Ada");
        for (int request = 0; request < 10; request++) {
            ada.get("/users/me").expect(200);
        }
        try (SocketClient refused = SocketClient.connect(ada, "/socket")) {
            assertThat(refused.next().get("type").textValue()).isEqualTo("closing");
            assertThat(refused.next().get("code").intValue()).isEqualTo(4429);
        }
    }

    @Test
    void framesOfAUserAreCountedOverAllSockets() {
        start(config -> config.maxFramesPerSecond = 1);
        Api ada = server.signUp("Ada");
        try (SocketClient one = SocketClient.open(ada);
                SocketClient two = SocketClient.open(ada);
                SocketClient other = SocketClient.open(server.signUp("Ben"))) {
            for (int frame = 0; frame < 5; frame++) {
                one.send(SocketClient.command("ping", "one", ""));
                one.await("pong");
                two.send(SocketClient.command("ping", "two", ""));
                two.await("pong");
            }
            two.send(SocketClient.command("ping", "last", ""));
            assertThat(two.await("error").get("code").textValue()).isEqualTo("rate_limited");
            other.send(SocketClient.command("ping", "other", ""));
            other.await("pong");
        }
    }

    @Test
    void anyNumberOfAddressesTakesABoundedNumberOfBuckets() {
        Buckets<Integer> buckets = Buckets.perHour(1, 1, clock::get);
        assertThat(buckets.of(-1).tryConsume(1)).isTrue();
        for (int key = 0; key < 3 * Buckets.MOST_KEYS; key++) {
            buckets.of(key);
            assertThat(buckets.of(-1).tryConsume(1))
                    .as("one that is used is kept")
                    .isFalse();
        }
        assertThat(buckets.size()).isEqualTo(Buckets.MOST_KEYS);
    }

    @Test
    void limitOfNothingIsACallersBug() {
        List<Consumer<ChatPlugin.Config>> wrong = new ArrayList<>();
        wrong.add(config -> config.maxRequestsPerSecond = 0);
        wrong.add(config -> config.maxConnectionsPerUser = 0);
        wrong.add(config -> config.maxNewRoomsPerHour = 0);
        wrong.add(config -> config.maxRenamingsPerHour = 0);
        wrong.add(config -> config.maxRequestsPerSecondPerAddress = 0);
        wrong.add(config -> config.maxNewUsersPerHour = 0);
        try (Chat chat = Chat.on(new InMemoryPersistence()).build()) {
            for (Consumer<ChatPlugin.Config> each : wrong) {
                assertThatIllegalArgumentException().isThrownBy(() -> new ChatPlugin(chat, each));
            }
        }
    }
}
