package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a WebSocket that carries many rooms is for. */
class SocketTest {
    private final ChatServer server = new ChatServer(config -> config.maxNewRoomsPerHour = ChatPlugin.Config.NO_LIMIT);
    private final Api ada = server.signUp("Ada");
    private final Api ben = server.signUp("Ben");
    private final String room = ada.createRoom("Engines");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void welcomeNamesTheCallerAndTheLog() {
        try (SocketClient socket = SocketClient.connect(ada, "/socket")) {
            JsonNode welcome = socket.await("welcome");
            assertThat(welcome.get("user")).isEqualTo(Api.parse("""
                    {"id": "%s", "name": "Ada"}""".formatted(ada.id())));
            assertThat(welcome.get("epoch"))
                    .isEqualTo(ada.get("/rooms/" + room + "/open").expect(200).get("epoch"));
        }
    }

    @Test
    void subscriptionStartsWithWhatWasMissed() {
        ben.join(room);
        try (SocketClient socket = SocketClient.open(ada)) {
            JsonNode subscribed = socket.subscribe(room, 1);
            assertThat(subscribed.get("head").longValue()).isEqualTo(3);
            assertThat(subscribed.get("id").textValue()).isEqualTo("subscribe-" + room);
            JsonNode batch = socket.await("changes");
            assertThat(batch.get("after").longValue()).isEqualTo(1);
            assertThat(batch.get("upTo").longValue()).isEqualTo(3);
            assertThat(batch.get("changes")).hasSize(2);
        }
    }

    @Test
    void commandsAreAnsweredInOrderAndReachSubscribers() {
        ben.join(room);
        try (SocketClient sender = SocketClient.open(ada);
                SocketClient reader = SocketClient.open(ben)) {
            reader.subscribe(room, 3);
            sender.send(send("1", "first", "<b>Hello</b>\n\t\"quoted\" \\ مرحبا 👋"));
            sender.send(send("2", "first", "<b>Hello</b>\n\t\"quoted\" \\ مرحبا 👋"));
            sender.send(
                    SocketClient.command("edit", "3", room).put("position", 4).put("text", "Bye"));
            sender.send(SocketClient.command("delete", "4", room).put("position", 4));
            sender.send(SocketClient.command("ping", "5", ""));
            assertThat(sender.await("sent").get("duplicate").booleanValue()).isFalse();
            JsonNode again = sender.await("sent");
            assertThat(again.get("duplicate").booleanValue()).isTrue();
            assertThat(again.at("/message/text").textValue()).isEqualTo("<b>Hello</b>\n\t\"quoted\" \\ مرحبا 👋");
            assertThat(sender.await("edited").at("/message/text").textValue()).isEqualTo("Bye");
            assertThat(sender.await("deleted").at("/message/version").longValue())
                    .isEqualTo(6);
            assertThat(sender.await("pong").get("id").textValue()).isEqualTo("5");
            assertThat(versions(reader, 6)).containsExactly(4L, 5L, 6L);
        }
    }

    @Test
    void unsubscribedRoomIsSilent() {
        try (SocketClient socket = SocketClient.open(ada)) {
            socket.subscribe(room, 2);
            socket.send(SocketClient.command("unsubscribe", "u", room));
            assertThat(socket.await("unsubscribed").get("id").textValue()).isEqualTo("u");
            ada.send(room, "Unheard");
            assertServes(socket);
        }
    }

    @Test
    void secondSubscriptionReplacesTheFirst() {
        try (SocketClient socket = SocketClient.open(ada)) {
            socket.subscribe(room, 2);
            socket.subscribe(room, 2);
            ada.send(room, "Once");
            assertThat(socket.await("changes").get("upTo").longValue()).isEqualTo(3);
            assertServes(socket);
        }
    }

    @Test
    void refusedSubscriptionLeavesTheEarlierOneAlone() {
        try (SocketClient socket = SocketClient.open(ada)) {
            socket.subscribe(room, 2);
            socket.send(SocketClient.command("subscribe", "s", room));
            assertThat(socket.await("error").get("code").textValue()).isEqualTo("invalid_request");
            ada.send(room, "Heard");
            assertThat(socket.await("changes").get("upTo").longValue()).isEqualTo(3);
        }
    }

    @Test
    void positionOfAnotherLogIsReset() {
        try (SocketClient socket = SocketClient.open(ada)) {
            for (ObjectNode frame : List.of(
                    SocketClient.command("subscribe", "r", room).put("after", 99),
                    SocketClient.command("subscribe", "r", room).put("after", 1).put("epoch", "another"))) {
                socket.send(frame);
                JsonNode reset = socket.await("reset");
                assertThat(reset.get("id").textValue()).isEqualTo("r");
                assertThat(reset.get("head").longValue()).isEqualTo(2);
            }
            ada.send(room, "Unheard");
            assertServes(socket);
        }
    }

    @Test
    void removedMemberLearnsOfItAndOfNothingAfter() {
        ben.join(room);
        try (SocketClient socket = SocketClient.open(ben)) {
            socket.subscribe(room, 3);
            ada.delete("/rooms/" + room + "/members/" + ben.id()).expect(204);
            ada.send(room, "Without Ben");
            assertThat(socket.await("changes").get("upTo").longValue()).isEqualTo(4);
            assertThat(socket.await("ended").get("reason").textValue()).isEqualTo("left");
            socket.send(SocketClient.command("subscribe", "s", room).put("after", 4));
            JsonNode error = socket.await("error");
            assertThat(error.get("code").textValue()).isEqualTo("not_a_member");
            assertThat(error.get("room").textValue()).isEqualTo(room);
            assertServes(socket);
        }
    }

    @Test
    void deletedRoomEndsItsSubscriptionsAndLeavesTheDirectory() {
        try (SocketClient socket = SocketClient.open(ada);
                SocketClient other = SocketClient.open(ben)) {
            socket.subscribe(room, 2);
            ada.delete("/rooms/" + room).expect(204);
            assertThat(socket.awaitNext("ended").get("reason").textValue()).isEqualTo("deleted");
            assertThat(other.awaitDirectory(room, 3).get("deletedAt").isTextual())
                    .isTrue();
        }
    }

    @Test
    void directoryTellsEverySocketOfRooms() {
        try (SocketClient socket = SocketClient.open(ben)) {
            String created = ada.createRoom("Boilers");
            assertThat(socket.awaitDirectory(created, 1).get("name").textValue())
                    .isEqualTo("Boilers");
            ada.patch("/rooms/" + created, Api.object("name", "Kettles")).expect(200);
            assertThat(socket.awaitDirectory(created, 3).get("name").textValue())
                    .isEqualTo("Kettles");
        }
    }

    @Test
    void headerServesInPlaceOfASubprotocol() {
        SocketClient socket = SocketClient.withHeader(ada, "/socket");
        try (socket) {
            socket.await("welcome");
            assertThat(socket.subprotocol()).isEmpty();
            assertServes(socket);
        }
    }

    @Test
    void tokenIsNeverEchoed() {
        String address = server.origin() + "/api/v1/socket";
        try (SocketClient socket = SocketClient.connect(address, "bearer." + ada.token, "chat.v1")) {
            socket.await("welcome");
            assertThat(socket.subprotocol()).isEqualTo("chat.v1");
        }
        try (SocketClient socket = SocketClient.connect(address, "bearer." + ada.token, "chat.v9")) {
            assertThat(socket.awaitClose()).isEqualTo(4406);
            assertThat(socket.subprotocol()).isEmpty();
        }
    }

    @Test
    void voidTokenIsClosed() {
        try (SocketClient socket = SocketClient.connect(ada.withToken("void"), "/socket")) {
            assertThat(socket.awaitClose()).isEqualTo(4401);
        }
    }

    @Test
    void signingOutClosesThatSessionsSocketsOnly() {
        try (SocketClient socket = SocketClient.open(ada);
                SocketClient other = SocketClient.open(ben)) {
            ada.delete("/sessions/current").expect(204);
            assertThat(socket.awaitClose()).isEqualTo(4401);
            assertServes(other);
        }
    }

    @Test
    void deletingTheAccountClosesItsSockets() {
        try (SocketClient socket = SocketClient.open(ada);
                SocketClient roomSocket = SocketClient.connect(ada, "/rooms/" + room + "/socket")) {
            roomSocket.await("welcome");
            ada.delete("/users/me").expect(204);
            assertThat(socket.awaitClose()).isEqualTo(4401);
            assertThat(roomSocket.awaitClose()).isIn(4401, 4410);
        }
    }

    @Test
    void stoppingServerSaysSo() {
        try (SocketClient socket = SocketClient.open(ada)) {
            socket.send(send("1", "last", "Last words"));
            socket.await("sent");
            server.plugin.closeAll();
            assertInvitedBack(socket, 500);
        }
        try (SocketClient late = SocketClient.connect(ada, "/socket")) {
            late.await("welcome");
            assertInvitedBack(late, 500);
        }
    }

    @Test
    void crowdIsGivenLongerToComeBack() {
        List<SocketClient> crowd = new ArrayList<>();
        for (int count = 0; count < 20; count++) {
            crowd.add(SocketClient.open(ada));
        }
        server.plugin.closeAll();
        server.plugin.closeAll();
        for (SocketClient socket : crowd) {
            assertInvitedBack(socket, 510);
            socket.close();
        }
    }

    @Test
    void noHttpSessionStays() {
        try (SocketClient socket = SocketClient.open(ada)) {
            assertServes(socket);
            assertThat(server.httpSessions()).isZero();
        }
    }

    @Test
    void moreRoomsThanASocketMayCarryAreRefused() {
        List<String> rooms = new ArrayList<>();
        for (int number = 0; number <= 500; number++) {
            rooms.add(ada.createRoom("Room " + number));
        }
        try (SocketClient socket = SocketClient.open(ada)) {
            for (String each : rooms.subList(0, 500)) {
                socket.send(SocketClient.command("subscribe", each, each).put("after", 2));
                socket.await("subscribed");
            }
            socket.send(
                    SocketClient.command("subscribe", "last", rooms.getLast()).put("after", 2));
            assertThat(socket.await("error").get("code").textValue()).isEqualTo("too_many_subscriptions");
            socket.subscribe(rooms.getFirst(), 2);
        }
    }

    @Test
    void plainRequestIsToldToUpgrade() {
        ada.get("/socket").expectProblem(426, "upgrade_required");
    }

    private ObjectNode send(String id, String clientId, String text) {
        return SocketClient.command("send", id, room).put("clientId", clientId).put("text", text);
    }

    private static List<Long> versions(SocketClient reader, long upTo) {
        List<Long> versions = new ArrayList<>();
        JsonNode batch;
        do {
            batch = reader.await("changes");
            batch.get("changes")
                    .forEach(change -> versions.add(change.get("position").longValue()));
        } while (batch.get("upTo").longValue() < upTo);
        return versions;
    }

    private static void assertInvitedBack(SocketClient socket, int retryAfter) {
        JsonNode closing = socket.await("closing");
        assertThat(closing.get("code").intValue()).isEqualTo(1001);
        assertThat(closing.get("retryAfter").intValue()).isEqualTo(retryAfter);
        assertThat(socket.next().get("code").intValue()).isEqualTo(1001);
    }

    private static void assertServes(SocketClient socket) {
        socket.send(SocketClient.command("ping", "alive", ""));
        assertThat(socket.await("pong").get("id").textValue()).isEqualTo("alive");
    }
}
