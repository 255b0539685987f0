package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chat.core.Chat;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.testkit.FaultyPersistence;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Brings about every answer that the OpenAPI document promises; each is validated as it comes. */
class RestContractTest {
    private static final String NOWHERE = "00000000-0000-7000-8000-000000000000";
    private static final ObjectNode NAME = Api.object("name", "Any name");
    private static final ObjectNode TEXT = Api.object("text", "Any text");
    private static final ObjectNode MESSAGE = Api.object("clientId", "any-id").put("text", "Any text");
    private static final ObjectNode ROLE = Api.object("role", "member");
    private static final ObjectNode NOTHING = Api.JSON.createObjectNode();

    private final FaultyPersistence store = new FaultyPersistence(new InMemoryPersistence());
    private final ChatServer server = new ChatServer(store, config -> {}, application -> {});
    private final Set<String> seen = new TreeSet<>();
    private final Api ada = server.signUp("Ada");
    private final Api ben = server.signUp("Ben");
    private final Api eve = server.signUp("Eve");
    private final String room = ada.createRoom("Engines");
    private final String inRoom = "/rooms/" + room;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyDocumentedAnswerIsGiven() throws Exception {
        refuseStrangers();
        users();
        rooms();
        members();
        messages();
        reading();
        events();
        bodies();
        faults();
        limits();
        assertThat(seen).isEqualTo(Documentation.answers());
    }

    @Test
    void everyOperationIsDocumentedAndEveryDocumentedOneExists() {
        Set<String> documented = new TreeSet<>();
        Documentation.answers().forEach(answer -> documented.add(answer.substring(0, answer.lastIndexOf(' '))));
        assertThat(server.plugin.operations()).isEqualTo(documented);
    }

    private void refuseStrangers() {
        for (String operation : server.plugin.operations()) {
            if (!operation.equals("POST /api/v1/users")) {
                see(call(server.api().withToken("void"), operation, NOTHING), 401, "unauthenticated");
                call(server.api(), operation, NOTHING).expectProblem(401, "unauthenticated");
            }
            see(
                    ada.call(request(ada, operation, NOTHING).header("Authorization", "Bearer other")),
                    400,
                    "invalid_request");
        }
    }

    private void users() {
        Api cat = server.api();
        JsonNode signedUp = see(cat.post("/users", Api.object("name", "Cat")), 201);
        cat = cat.withToken(signedUp.get("token").textValue());
        see(cat.post("/users", Api.object("name", "ADA")), 409, "name_taken");
        see(cat.post("/users", Api.object("name", " ")), 422, "invalid_name");
        see(cat.get("/users?limit=2"), 200);
        see(cat.get("/users?limit=0"), 400, "invalid_request");
        see(cat.get("/users/me"), 200);
        see(cat.get("/users/" + ada.id()), 200);
        see(cat.get("/users/" + NOWHERE), 404, "user_not_found");
        see(cat.patch("/users/me", Api.object("name", "Cat the Second")), 200);
        see(cat.patch("/users/me", Api.object("name", "ada")), 409, "name_taken");
        see(cat.patch("/users/me", Api.object("name", "")), 422, "invalid_name");
        see(cat.delete("/users/me"), 204);
        see(server.signUp("Dan").delete("/sessions/current"), 204);
    }

    private void rooms() {
        String other = see(ada.post("/rooms", Api.object("name", "Boilers")), 201)
                .get("id")
                .textValue();
        see(ada.post("/rooms", Api.object("name", "ENGINES")), 409, "name_taken");
        see(ada.post("/rooms", Api.object("name", "\u202e")), 422, "invalid_name");
        see(ada.get("/rooms"), 200);
        see(ada.get("/rooms?limit=201"), 400, "invalid_request");
        see(ada.get(inRoom), 200);
        see(ada.get("/rooms/" + NOWHERE), 404, "room_not_found");
        see(ada.patch("/rooms/" + other, Api.object("name", "Kettles")), 200);
        see(ada.patch("/rooms/" + other, Api.object("name", "engines")), 409, "name_taken");
        see(ada.patch("/rooms/" + other, Api.object("name", "")), 422, "invalid_name");
        see(ben.patch("/rooms/" + other, NAME), 403, "not_a_member");
        see(ada.patch("/rooms/" + NOWHERE, NAME), 404, "room_not_found");
        see(ben.delete("/rooms/" + other), 403, "not_a_member");
        see(ada.delete("/rooms/" + other), 204);
        see(ada.delete("/rooms/" + other), 404, "room_not_found");
    }

    private void members() {
        see(ben.put(inRoom + "/members/me"), 200);
        see(ben.put("/rooms/" + NOWHERE + "/members/me"), 404, "room_not_found");
        see(ada.get(inRoom + "/members?limit=1"), 200);
        see(ada.get(inRoom + "/members?after=%21"), 400, "invalid_request");
        see(eve.get(inRoom + "/members"), 403, "not_a_member");
        see(ada.get("/rooms/" + NOWHERE + "/members"), 404, "room_not_found");
        String benHere = inRoom + "/members/" + ben.id();
        see(ada.patch(benHere, ROLE), 200);
        see(ben.patch(benHere, ROLE), 403, "not_allowed");
        see(ada.patch(inRoom + "/members/" + eve.id(), ROLE), 404, "member_not_found");
        see(ada.patch(inRoom + "/members/" + ada.id(), ROLE), 409, "last_owner");
        see(eve.delete(benHere), 403, "not_a_member");
        see(ada.delete(benHere), 204);
        see(ada.delete(benHere), 404, "member_not_found");
        ben.join(room);
        see(ben.delete(inRoom + "/members/me"), 204);
        see(ben.delete(inRoom + "/members/me"), 403, "not_a_member");
        see(ben.delete("/rooms/" + NOWHERE + "/members/me"), 404, "room_not_found");
    }

    private void messages() {
        ObjectNode first = Api.object("clientId", "first").put("text", "Hello");
        JsonNode sent = see(ada.post(inRoom + "/messages", first), 201);
        assertThat(see(ada.post(inRoom + "/messages", first), 200)).isEqualTo(sent);
        see(ada.post(inRoom + "/messages", first.deepCopy().put("text", "Other")), 409, "client_id_conflict");
        see(ada.post(inRoom + "/messages", MESSAGE.deepCopy().put("clientId", "a b")), 422, "invalid_client_id");
        see(eve.post(inRoom + "/messages", MESSAGE), 403, "not_a_member");
        see(ada.post("/rooms/" + NOWHERE + "/messages", MESSAGE), 404, "room_not_found");
        String here = inRoom + "/messages/" + sent.get("position");
        see(ada.get(here), 200);
        see(eve.get(here), 403, "not_a_member");
        see(ada.get(inRoom + "/messages/1"), 404, "message_not_found");
        see(ada.patch(here, TEXT), 200);
        see(ada.patch(here, Api.object("text", "")), 422, "invalid_text");
        see(eve.patch(here, TEXT), 403, "not_a_member");
        see(ada.patch(inRoom + "/messages/1", TEXT), 404, "message_not_found");
        see(eve.delete(here), 403, "not_a_member");
        see(ada.delete(inRoom + "/messages/1"), 404, "message_not_found");
        see(ada.delete(here), 200);
        see(ada.patch(here, TEXT), 409, "message_deleted");
    }

    private void reading() {
        for (String what : List.of("/open", "/messages", "/changes?after=0")) {
            see(ada.get(inRoom + what), 200);
            see(eve.get(inRoom + what), 403, "not_a_member");
            see(ada.get("/rooms/" + NOWHERE + what), 404, "room_not_found");
        }
        see(ada.get(inRoom + "/open?limit=x"), 400, "invalid_request");
        see(ada.get(inRoom + "/messages?before=-1"), 400, "invalid_request");
        see(ada.get(inRoom + "/changes"), 400, "invalid_request");
        JsonNode reset = see(ada.get(inRoom + "/changes?after=1&epoch=another"), 200);
        assertThat(reset.get("reset").booleanValue()).isTrue();
    }

    private void events() throws IOException, InterruptedException {
        see(ada.get(inRoom + "/events?after=x"), 400, "invalid_request");
        see(eve.get(inRoom + "/events"), 403, "not_a_member");
        see(ada.get("/rooms/" + NOWHERE + "/events"), 404, "room_not_found");
        HttpResponse<InputStream> stream =
                Api.HTTP.send(ada.request(inRoom + "/events").build(), BodyHandlers.ofInputStream());
        try (InputStream body = stream.body()) {
            String type = stream.headers().firstValue("Content-Type").orElse("");
            seen.add(Documentation.check("GET", "/api/v1" + inRoom + "/events", stream.statusCode(), type, ""));
        }
    }

    /** What every operation with a body answers to one that is no good. */
    private void bodies() {
        String message = inRoom + "/messages/" + ada.send(room, "To edit").get("position");
        Map<String, List<String>> withBodies = Map.of(
                "POST", List.of("/users", "/rooms", inRoom + "/messages"),
                "PATCH", List.of("/users/me", inRoom, inRoom + "/members/" + ada.id(), message));
        withBodies.forEach((method, paths) -> paths.forEach(path -> {
            see(ada.call(method, path, BodyPublishers.ofString("{")), 400, "malformed_json");
            see(ada.call(method, path, BodyPublishers.ofString("{}")), 400, "invalid_request");
            see(ada.call(method, path, BodyPublishers.ofByteArray(new byte[300_000])), 413, "body_too_large");
            see(
                    ada.call(ada.request(path)
                            .method(method, BodyPublishers.ofString("name=Ada"))
                            .header("Content-Type", "application/x-www-form-urlencoded")),
                    415,
                    "unsupported_media_type");
        }));
    }

    private void faults() {
        store.failWith(FaultyPersistence.outOfReach());
        for (String operation : server.plugin.operations()) {
            Reply reply = see(call(ada, operation, NAME), 503, "unavailable");
            assertThat(reply.header("Retry-After")).isEqualTo("1");
            assertThat(reply.response().body()).doesNotContain("secret");
        }
        store.failWith(new IllegalStateException("secret-detail"));
        for (String operation : server.plugin.operations()) {
            Reply reply = see(call(ada, operation, NAME), 500, "internal_error");
            assertThat(reply.response().body()).doesNotContain("secret");
        }
        store.mend();
        see(ada.get("/users/me"), 200);
    }

    /** What every operation answers to one who asks for too much. */
    private void limits() {
        try (ChatServer narrow = new ChatServer(config -> {
            config.maxRequestsPerSecondPerAddress = 1;
            config.timing = new Timing(() -> 0, Timing.REAL.tick(), Timing.REAL.quiet());
        })) {
            for (int request = 0; request < 10; request++) {
                narrow.api().get("/users/me").expectProblem(401, "unauthenticated");
            }
            for (String operation : narrow.plugin.operations()) {
                Reply reply = see(call(narrow.api(), operation, NAME), 429, "rate_limited");
                assertThat(reply.header("Retry-After")).isEqualTo("1");
            }
        }
        Chat small = Chat.on(new InMemoryPersistence()).maxRoomsPerUser(1).build();
        try (ChatServer narrow = new ChatServer(small, config -> {})) {
            String full = narrow.signUp("Ada").createRoom("Engines");
            Api cat = narrow.signUp("Cat");
            cat.createRoom("Boilers");
            see(cat.put("/rooms/" + full + "/members/me"), 409, "too_many_rooms");
            cat.post("/rooms", Api.object("name", "Kettles")).expectProblem(409, "too_many_rooms");
        }
    }

    private static Reply call(Api caller, String operation, JsonNode body) {
        return caller.call(request(caller, operation, body));
    }

    private static HttpRequest.Builder request(Api caller, String operation, JsonNode body) {
        String[] parts = operation.split(" ", 2);
        String path = parts[1].substring("/api/v1".length())
                .replace("{room}", NOWHERE)
                .replace("{user}", NOWHERE)
                .replace("{position}", "1");
        return caller.request(path)
                .method(parts[0], BodyPublishers.ofString(body.toString()))
                .header("Content-Type", "application/json");
    }

    private JsonNode see(Reply reply, int status) {
        JsonNode body = reply.expect(status);
        seen.add(reply.documented());
        return body;
    }

    private Reply see(Reply reply, int status, String code) {
        reply.expectProblem(status, code);
        seen.add(reply.documented());
        return reply;
    }
}
