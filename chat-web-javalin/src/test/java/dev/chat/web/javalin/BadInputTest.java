package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken requests: each gets a clear error, and the next one is served as if nothing had been. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private final ChatServer server = new ChatServer(config -> config.wholeServer = true);
    private final Api ada = server.signUp("Ada");
    private final String room = ada.createRoom("Engines");
    private final String messages = "/rooms/" + room + "/messages";

    @AfterEach
    void nextRequestIsServed() {
        ada.get("/users/me").expect(200);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"name\":\"a\"}{",
                "{\"name\":\"a\"} trailing",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"name\":\"a\",}",
                "{'name':'a'}",
                "{\"name\":\"\t\"}",
                "name=a",
                "<name>a</name>"
            })
    void malformedJsonIsRefused(String body) {
        ada.call("POST", "/rooms", BodyPublishers.ofString(body)).expectProblem(400, "malformed_json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "\"name\"",
                "5",
                "{}",
                "{\"name\":null}",
                "{\"name\":5}",
                "{\"name\":true}",
                "{\"name\":[\"a\"]}",
                "{\"name\":{\"a\":1}}",
                "{\"Name\":\"a\"}"
            })
    void wrongTypesAreNotConverted(String body) {
        ada.call("POST", "/rooms", BodyPublishers.ofString(body)).expectProblem(400, "invalid_request");
    }

    @Test
    void detailNamesTheField() {
        Reply reply = ada.post(messages, Api.object("clientId", "c"));
        reply.expectProblem(400, "invalid_request");
        assertThat(reply.json().get("detail").textValue()).isEqualTo("`text` is missing.");
        Reply role = ada.patch("/rooms/" + room + "/members/" + ada.id(), Api.object("role", "king"));
        role.expectProblem(400, "invalid_request");
        assertThat(role.json().get("detail").textValue()).contains("`role`");
    }

    @Test
    void invalidUtf8IsMalformed() {
        byte[] overlong = "{\"name\":\"xx\"}".getBytes(StandardCharsets.US_ASCII);
        overlong[9] = (byte) 0xC0;
        overlong[10] = (byte) 0xAF;
        ada.call("POST", "/rooms", BodyPublishers.ofByteArray(overlong)).expectProblem(400, "malformed_json");
        byte[] utf16 = "{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_16);
        ada.call("POST", "/rooms", BodyPublishers.ofByteArray(utf16)).expectProblem(400, "malformed_json");
    }

    @Test
    void nestingHasALimit() {
        String inner = "[".repeat(31) + "]".repeat(31);
        String fits = "{\"clientId\":\"nested\",\"text\":\"t\",\"deep\":" + inner + "}";
        ada.call("POST", messages, BodyPublishers.ofString(fits)).expect(201);
        String deep = "{\"clientId\":\"nested\",\"text\":\"t\",\"deep\":[" + inner + "]}";
        ada.call("POST", messages, BodyPublishers.ofString(deep)).expectProblem(400, "malformed_json");
        ada.call("POST", messages, BodyPublishers.ofString("[".repeat(200_000))).expectProblem(400, "malformed_json");
    }

    @Test
    void bodyHasALimitWhetherItsLengthIsKnownOrNot() {
        String fits = "{\"clientId\":\"fits\",\"text\":\"t\",\"pad\":\"" + "x".repeat(262_144 - 42) + "\"}";
        assertThat(fits.length()).isEqualTo(262_144 - 3);
        ada.call("POST", messages, BodyPublishers.ofString(fits)).expect(201);
        ada.call("POST", messages, BodyPublishers.ofString(fits + "    ")).expectProblem(413, "body_too_large");
        BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[1_000_000]));
        ada.call("POST", messages, chunked).expectProblem(413, "body_too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/jsonp", "application/json; charset=iso-8859-1", "*/*"})
    void bodyOfAnotherKindIsRefused(String type) {
        ada.call(ada.request("/rooms")
                        .POST(BodyPublishers.ofString("{\"name\":\"a\"}"))
                        .header("Content-Type", type))
                .expectProblem(415, "unsupported_media_type");
        ada.call(ada.request("/rooms").POST(BodyPublishers.ofString("{\"name\":\"a\"}")))
                .expectProblem(415, "unsupported_media_type");
    }

    @Test
    void kindOfBodyMayBeSpelledOut() {
        ada.call(ada.request("/rooms")
                        .POST(BodyPublishers.ofString("{\"name\":\"Spelled out\"}"))
                        .header("Content-Type", "Application/JSON ; charset=\"UTF-8\""))
                .expect(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "1.5", "", "x", "+5", "99999999999999999999", "%zz", "%ff"})
    void limitOutOfRangeIsRefused(String limit) throws IOException {
        for (String path : new String[] {"/users", "/rooms", "/rooms/" + room + "/members", messages}) {
            assertThat(raw("GET /api/v1" + path + "?limit=" + limit))
                    .startsWith("HTTP/1.1 400")
                    .contains("invalid_request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.0", "x", "", "9007199254740992", "9223372036854775807", "99999999999999999999"})
    void positionOutOfRangeIsRefused(String position) {
        for (String name : new String[] {"before", "after", "around"}) {
            ada.get(messages + "?" + name + "=" + position).expectProblem(400, "invalid_request");
        }
        ada.get("/rooms/" + room + "/changes?after=" + position).expectProblem(400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0", "1", "-1", "2.5", "9007199254740992", "99999999999999999999", "%20", "%C3%A9"})
    void positionWithoutMessageIsNotFound(String position) {
        ada.get(messages + "/" + position).expectProblem(404, "message_not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "1-1-1-1-1",
                "00000000-0000-0000-0000-000000000000",
                "..%2f..%2fusers",
                "A0000000-0000-4000-8000-000000000000",
                "'%20or%201=1"
            })
    void idsOfAnotherFormNameNothing(String id) {
        ada.get("/users/" + id).expectProblem(404, "user_not_found");
        ada.get("/rooms/" + id).expectProblem(404, "room_not_found");
        ada.delete("/rooms/" + room + "/members/" + id).expectProblem(404, "member_not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "%20", "AA", "AAA=A", "_w", "ZW5n.", "bm8tdXVpZA"})
    void cursorThatWasNeverIssuedIsRefused(String cursor) {
        ada.get("/rooms/" + room + "/members?after=" + cursor).expectProblem(400, "invalid_request");
    }

    @Test
    void namesWithTricksAreRefused() {
        for (String name :
                new String[] {"", "   ", "a\u202Eb", "a\u200Db", "\u0000", "\uD800", "Аda", "x".repeat(81)}) {
            JsonNode body = Api.JSON.createObjectNode().put("name", name);
            String ascii = toAscii(body.toString());
            ada.call("POST", "/rooms", BodyPublishers.ofString(ascii)).expectProblem(422, "invalid_name");
        }
        ada.post("/users", Api.object("name", "ADA")).expectProblem(409, "name_taken");
        ada.post("/users", Api.object("name", "Ａｄａ")).expectProblem(409, "name_taken");
    }

    @Test
    void markupComesBackUntouched() {
        String text = "<img src=x onerror=alert(1)> & \"quotes\" \u2028 </script>\n".repeat(500);
        JsonNode sent = ada.send(room, text);
        assertThat(sent.get("text").textValue()).isEqualTo(text);
        String lines = "line\r\n".repeat(1000);
        assertThat(ada.send(room, lines).get("text").textValue()).isEqualTo(lines);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1//users",
                "GET /api/v1/nowhere",
                "GET /api/v1/users/me/more",
                "POST /api/v1/rooms/x/y"
            })
    void addressThatIsNoneIsNotFound(String request) throws IOException {
        String answer = raw(request);
        assertThat(answer).startsWith("HTTP/1.1 404").contains("application/problem+json", "\"not_found\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/users\u0001",
                "G<T /api/v1/users",
                "GET",
                "GET /api/v1/users/%zz",
                "GET /api/v1/users/%",
                "GET /api/v1/users/%00"
            })
    void whatIsNoHttpIsRefusedToo(String request) throws IOException {
        assertThat(raw(request))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "\"invalid_request\"")
                .doesNotContain("Exception", "at org.");
    }

    @Test
    void headersHaveALimit() throws IOException {
        assertThat(raw("GET /api/v1/users?after=" + "x".repeat(20_000))).startsWith("HTTP/1.1 400");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", server.port())) {
            socket.setSoTimeout((int) Api.PATIENCE.toMillis());
            String head = request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                    + ada.token + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String toAscii(String json) {
        StringBuilder ascii = new StringBuilder();
        json.chars().forEach(each -> ascii.append(each < 128 ? Character.toString(each) : "\\u%04x".formatted(each)));
        return ascii.toString();
    }
}
