package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken input on a WebSocket: it gets a clear error, and costs nobody else anything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SocketBadInputTest {
    private static final int RESERVED_OPCODE = 0x5;

    private final ChatServer server = new ChatServer();
    private final Api ada = server.signUp("Ada");
    private final String room = ada.createRoom("Engines");
    private SocketClient bystander;

    @BeforeAll
    void open() {
        bystander = SocketClient.open(server.signUp("Bystander"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "{\"type\":\"ping\"} {}",
                "{\"type\":\"ping\",}",
                "{'type':'ping'}",
                "{type:\"ping\"}",
                "{\"type\":\"ping\",\"type\":\"send\"}",
                "{\"type\":\"ping\"} // a comment",
                "{\"type\":\"ping\",\"x\":NaN}",
                "{\"type\":\"ping\",\"x\":012}",
                "{\"type\":\"pi\u0000ng\"}",
                "\uFEFF{\"type\":\"ping\"}"
            })
    void malformedFrameIsAnswered(String frame) {
        assertError(frame, "malformed_json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "[{\"type\":\"ping\"}]",
                "5",
                "\"ping\"",
                "{}",
                "{\"type\":null}",
                "{\"type\":5}",
                "{\"type\":{\"a\":1}}",
                "{\"type\":\"ping\",\"id\":5}",
                "{\"type\":\"ping\",\"id\":\"\\ud800\"}",
                "{\"type\":\"subscribe\",\"after\":0}",
                "{\"type\":\"send\",\"room\":5}"
            })
    void frameWithoutSenseIsAnswered(String frame) {
        assertError(frame, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"2\"", "2.0", "2e0", "-1", "9007199254740992", "99999999999999999999", "true", "[2]", "null"})
    void positionOfAnotherTypeIsNotConverted(String position) {
        String frame = "{\"type\":\"subscribe\",\"id\":\"s\",\"room\":\"%s\",\"after\":%s}".formatted(room, position);
        JsonNode error = assertError(frame, "invalid_request");
        assertThat(error.get("id").textValue()).isEqualTo("s");
        assertThat(error.get("room").textValue()).isEqualTo(room);
        assertThat(error.get("detail").textValue()).contains("`after`");
    }

    @ParameterizedTest
    @CsvSource({
        "subscribe, not-a-room",
        "send, 00000000-0000-7000-8000-000000000000",
        "edit, 1-1-1-1-1",
        "delete, ''",
    })
    void unknownRoomIsNotFound(String type, String unknown) {
        String frame = SocketClient.command(type, "x", "x")
                .put("room", unknown)
                .put("after", 0)
                .put("position", 1)
                .put("clientId", "c")
                .put("text", "t")
                .toString();
        assertError(frame, "room_not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ping", "welcome", "sent", "close", "__proto__"})
    void unknownTypeIsAnswered(String type) {
        assertError(Api.object("type", type).toString(), "unknown_type");
    }

    @Test
    void unknownFieldsAreIgnored() {
        try (SocketClient socket = SocketClient.open(ada)) {
            socket.sendText("{\"type\":\"ping\",\"id\":\"p\",\"new\":{\"deep\":[1,2,3]},\"room\":null}");
            assertThat(socket.await("pong").get("id").textValue()).isEqualTo("p");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"not-a-room\"", "\"00000000-0000-7000-8000-000000000000\"", "5", "{}"})
    void pingKnowsNoRoom(String room) {
        String ping = "{\"type\":\"ping\",\"id\":\"p\",\"room\":%s}".formatted(room);
        try (SocketClient many = SocketClient.open(ada);
                SocketClient one = SocketClient.connect(ada, "/rooms/" + this.room + "/socket")) {
            many.sendText(ping);
            assertThat(many.await("pong").get("id").textValue()).isEqualTo("p");
            one.sendText(ping);
            assertThat(one.awaitNext("pong").get("id").textValue()).isEqualTo("p");
        }
    }

    @Test
    void nestingHasALimit() {
        String inner = "[".repeat(31) + "]".repeat(31);
        try (SocketClient socket = SocketClient.open(ada)) {
            socket.sendText("{\"type\":\"ping\",\"deep\":" + inner + "}");
            socket.await("pong");
        }
        assertError("{\"type\":\"ping\",\"deep\":[" + inner + "]}", "malformed_json");
        assertError("[".repeat(100_000), "malformed_json");
    }

    @Test
    void idHasALimit() {
        assertError(SocketClient.command("ping", "i".repeat(65), "").toString(), "invalid_request");
        try (SocketClient socket = SocketClient.open(ada)) {
            socket.send(SocketClient.command("ping", "👋".repeat(64), ""));
            assertThat(socket.await("pong").get("id").textValue()).isEqualTo("👋".repeat(64));
        }
    }

    @Test
    void textsComeBackUntouched() {
        String[] texts = {
            "<script>alert(1)</script>",
            "'; drop table messages; --",
            "line one\r\nline two\r\n".repeat(1000),
            "\u202Eright to left \u200B\u2028\u2029",
            "e\u0301 is not é",
            "controls \u0001\u001F\u007F\u0085",
            "👩‍👩‍👧‍👦".repeat(100)
        };
        try (SocketClient socket = SocketClient.open(ada)) {
            for (String text : texts) {
                socket.send(SocketClient.command("send", "t", room)
                        .put("clientId", java.util.UUID.randomUUID().toString())
                        .put("text", text));
                JsonNode message = socket.await("sent").get("message");
                assertThat(message.get("text").textValue()).isEqualTo(text);
                assertThat(ada.get("/rooms/" + room + "/messages/" + message.get("position"))
                                .expect(200))
                        .isEqualTo(message);
            }
        }
    }

    @Test
    void longestLegalTextFitsHoweverItIsEscaped() {
        String text = "\\u0001".repeat(39_999) + "x";
        try (SocketClient socket = SocketClient.open(ada)) {
            socket.sendText("{\"type\":\"send\",\"room\":\"%s\",\"clientId\":\"escaped\",\"text\":\"%s\"}"
                    .formatted(room, text));
            assertThat(socket.await("sent").at("/message/text").textValue()).hasSize(40_000);
        }
        String tooLong = SocketClient.command("send", "t", room)
                .put("clientId", "too-long")
                .put("text", "x".repeat(40_001))
                .toString();
        assertError(tooLong, "text_too_long");
    }

    @Test
    void hugeFrameIsClosed() {
        try (SocketClient socket = SocketClient.open(ada)) {
            socket.beginText("{\"type\":\"" + "x".repeat(300_000) + "\"}");
            assertThat(socket.awaitClose()).isEqualTo(1009);
        }
        assertOthersAreServed();
    }

    @Test
    void binaryFrameIsClosed() {
        try (SocketClient socket = SocketClient.open(ada)) {
            socket.sendBinary(new byte[] {1, 2, 3});
            assertThat(socket.awaitClose()).isEqualTo(1003);
        }
        assertOthersAreServed();
    }

    @Test
    void invalidUtf8IsClosed() throws IOException {
        try (RawSocket socket = new RawSocket(server, ada.token)) {
            socket.send(RawSocket.TEXT, new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"'});
            assertThat(socket.awaitClose()).isEqualTo(1007);
        }
        assertOthersAreServed();
    }

    @Test
    void brokenFramingIsClosed() throws IOException {
        try (RawSocket socket = new RawSocket(server, ada.token)) {
            socket.send(RESERVED_OPCODE, new byte[0]);
            assertThat(socket.awaitClose()).isEqualTo(1002);
        }
        assertOthersAreServed();
    }

    private JsonNode assertError(String frame, String code) {
        try (SocketClient socket = SocketClient.open(ada)) {
            socket.sendText(frame);
            JsonNode error = socket.await("error");
            assertThat(error.get("code").textValue()).as(error.toString()).isEqualTo(code);
            socket.send(SocketClient.command("ping", "alive", ""));
            assertThat(socket.await("pong").get("id").textValue()).isEqualTo("alive");
            assertOthersAreServed();
            return error;
        }
    }

    private void assertOthersAreServed() {
        bystander.send(SocketClient.command("ping", "bystander", ""));
        assertThat(bystander.await("pong").get("id").textValue()).isEqualTo("bystander");
    }
}
