package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocketTest {
    private final ChatServer server = new ChatServer();
    private final Api ada = server.signUp("Ada");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void messageReachesSubscriber() {
        String room = ada.createRoom("Engines");
        Api ben = server.signUp("Ben");
        ben.join(room);
        try (SocketClient socket = SocketClient.open(ada);
                SocketClient other = SocketClient.open(ben)) {
            assertThat(socket.subprotocol()).isEqualTo("chat.v1");
            assertThat(socket.subscribe(room, 1).get("head").longValue()).isEqualTo(3);
            JsonNode batch = socket.await("changes");
            assertThat(batch.get("after").longValue()).isEqualTo(1);
            assertThat(batch.get("upTo").longValue()).isEqualTo(3);
            other.send(SocketClient.command("send", "s1", room)
                    .put("clientId", "c1")
                    .put("text", "Hi <b>"));
            assertThat(other.await("sent").get("message").get("text").textValue())
                    .isEqualTo("Hi <b>");
            JsonNode live = socket.await("changes");
            assertThat(live.at("/changes/0/message/text").textValue()).isEqualTo("Hi <b>");
        }
    }

    @Test
    void socketWithoutTokenIsClosed() {
        try (SocketClient socket = SocketClient.connect(ada.withToken("void"), "/socket")) {
            assertThat(socket.awaitClose()).isEqualTo(4401);
        }
    }
}
