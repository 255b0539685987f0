package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A WebSocket that carries one room. */
class RoomSocketTest {
    private final ChatServer server = new ChatServer();
    private final Api ada = server.signUp("Ada");
    private final Api ben = server.signUp("Ben");
    private final String room = ada.createRoom("Engines");
    private final String path = "/rooms/" + room + "/socket";

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void startsAtTheHeadAndTakesCommandsWithoutRoom() {
        try (SocketClient socket = SocketClient.connect(ada, path)) {
            socket.await("welcome");
            assertThat(socket.await("subscribed").get("head").longValue()).isEqualTo(2);
            socket.sendText("{\"type\":\"send\",\"id\":\"1\",\"clientId\":\"c\",\"text\":\"Hello\"}");
            assertThat(socket.awaitNext("changes").at("/changes/0/message/text").textValue())
                    .isEqualTo("Hello");
        }
    }

    @Test
    void startsWhereTheCallerLeftOff() {
        ada.send(room, "Missed");
        try (SocketClient socket = SocketClient.connect(ada, path + "?after=2")) {
            socket.await("welcome");
            socket.await("subscribed");
            assertThat(socket.await("changes").get("after").longValue()).isEqualTo(2);
        }
    }

    @Test
    void positionOfAnotherLogIsResetAndOver() {
        try (SocketClient socket = SocketClient.connect(ada, path + "?after=1&epoch=another")) {
            socket.await("welcome");
            assertThat(socket.await("reset").get("head").longValue()).isEqualTo(2);
            assertThat(socket.awaitClose()).isEqualTo(4410);
        }
    }

    @Test
    void endOfTheMembershipIsTheEndOfTheSocket() {
        ben.join(room);
        try (SocketClient socket = SocketClient.connect(ben, path)) {
            socket.await("welcome");
            socket.await("subscribed");
            ada.delete("/rooms/" + room + "/members/" + ben.id()).expect(204);
            assertThat(socket.awaitNext("ended").get("reason").textValue()).isEqualTo("left");
            assertThat(socket.awaitClose()).isEqualTo(4410);
        }
    }

    @Test
    void strangersAndUnknownRoomsAreClosed() {
        for (String closed : new String[] {path, "/rooms/nowhere/socket", path.replace(room, ada.id())}) {
            try (SocketClient socket = SocketClient.connect(ben, closed)) {
                assertThat(socket.awaitClose()).isEqualTo(4404);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?after=", "?after=x", "?after=-1", "?after=1.5", "?after=99999999999999999"})
    void addressWithoutSenseIsExplained(String query) {
        try (SocketClient socket = SocketClient.connect(ada, path + query)) {
            assertThat(socket.awaitNext("error").get("code").textValue()).isEqualTo("invalid_request");
            assertThat(socket.awaitClose()).isEqualTo(4410);
        }
    }

    @Test
    void otherRoomsAreRefused() {
        try (SocketClient socket = SocketClient.connect(ada, path)) {
            socket.await("welcome");
            socket.await("subscribed");
            socket.send(SocketClient.command("subscribe", "1", room).put("after", 0));
            assertThat(socket.await("error").get("code").textValue()).isEqualTo("invalid_request");
            socket.send(SocketClient.command("send", "2", ada.id())
                    .put("clientId", "c")
                    .put("text", "t"));
            assertThat(socket.await("error").get("code").textValue()).isEqualTo("invalid_request");
        }
    }
}
