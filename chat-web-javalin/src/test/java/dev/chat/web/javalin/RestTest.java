package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What REST does beyond single answers. */
class RestTest {
    private final ChatServer server = new ChatServer();
    private final Api ada = server.signUp("Ada");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void listsGoOnWhereTheyStopped() {
        for (String name : List.of("Zoë", "ليلى", "b", "Ba", "A quite long name with spaces")) {
            server.signUp(name);
            ada.createRoom("Room of " + name);
        }
        String room = ada.createRoom("Everyone");
        for (String name : List.of("One", "Two", "Three")) {
            server.signUp(name).join(room);
        }
        assertThat(all("/users", "users", 2)).hasSize(9).isEqualTo(all("/users", "users", 200));
        assertThat(all("/rooms", "rooms", 1)).hasSize(6).isEqualTo(all("/rooms", "rooms", 50));
        String members = "/rooms/" + room + "/members";
        assertThat(all(members, "members", 3)).hasSize(4).isEqualTo(all(members, "members", 4));
    }

    @Test
    void pagesOfMessagesGoBothWays() {
        String room = ada.createRoom("Engines");
        for (int number = 3; number <= 12; number++) {
            ada.send(room, "Message " + number);
        }
        String messages = "/rooms/" + room + "/messages";
        assertThat(positions(messages + "?limit=3")).containsExactly(10L, 11L, 12L);
        assertThat(positions(messages + "?before=10&limit=3")).containsExactly(7L, 8L, 9L);
        assertThat(positions(messages + "?after=3&limit=2")).containsExactly(4L, 5L);
        assertThat(positions(messages + "?around=7&limit=4")).containsExactly(5L, 6L, 7L, 8L);
        assertThat(positions(messages + "?around=9007199254740991&limit=2")).containsExactly(12L);
        assertThat(positions(messages + "?after=9007199254740991")).isEmpty();
        ada.get(messages + "?before=4&after=4").expectProblem(400, "invalid_request");
    }

    @Test
    void openHoldsWhatIsNeededToGoOn() {
        String room = ada.createRoom("Engines");
        ada.send(room, "Hello");
        JsonNode opened = ada.get("/rooms/" + room + "/open").expect(200);
        assertThat(opened.get("head").longValue()).isEqualTo(3);
        assertThat(opened.at("/me/role").textValue()).isEqualTo("owner");
        JsonNode changes = ada.get("/rooms/" + room + "/changes?after=3&epoch="
                        + opened.get("epoch").textValue())
                .expect(200);
        assertThat(changes.get("changes")).isEmpty();
        ada.send(room, "Bye");
        JsonNode more = ada.get("/rooms/" + room + "/changes?after=3").expect(200);
        assertThat(more.at("/changes/0/message/text").textValue()).isEqualTo("Bye");
    }

    @Test
    void answersStayOutOfCaches() {
        for (Reply reply :
                List.of(ada.get("/users/me"), ada.get("/nowhere"), server.api().get("/users/me"))) {
            assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
        assertThat(server.api().get("/users/me").header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(ada.get("/users/me").header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void otherMethodsAreNotAllowed() {
        Reply reply = ada.put("/users/me");
        reply.expectProblem(405, "method_not_allowed");
        assertThat(reply.header("Allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, PATCH");
        ada.call("FOO", "/users/me", BodyPublishers.noBody()).expectProblem(405, "method_not_allowed");
        ada.call("TRACE", "/rooms", BodyPublishers.noBody()).expectProblem(405, "method_not_allowed");
    }

    @Test
    void optionsNameTheMethods() {
        Reply reply = server.api().call("OPTIONS", "/rooms", BodyPublishers.noBody());
        reply.expect(204);
        assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
    }

    @Test
    void headIsGetWithoutBody() {
        Reply head = ada.call("HEAD", "/users/me", BodyPublishers.noBody());
        head.expect(200);
        assertThat(head.header("Content-Type")).isEqualTo("application/json");
        assertThat(head.response().body()).isEmpty();
        server.api().call("HEAD", "/users/me", BodyPublishers.noBody()).expect(401);
    }

    @Test
    void signedOutTokenIsVoid() {
        ada.delete("/sessions/current").expect(204);
        ada.get("/users/me").expectProblem(401, "unauthenticated");
    }

    @Test
    void deletedUserLeavesMessagesAndFreesTheName() {
        Api ben = server.signUp("Ben");
        String room = ada.createRoom("Engines");
        ben.join(room);
        ben.send(room, "Remember me");
        ben.delete("/users/me").expect(204);
        JsonNode messages = ada.get("/rooms/" + room + "/messages").expect(200);
        assertThat(messages.at("/messages/0/author/name").textValue()).isEqualTo("Deleted user");
        assertThat(ada.get("/users/" + ben.id()).expect(200).has("deletedAt")).isTrue();
        server.signUp("Ben");
    }

    private List<JsonNode> all(String path, String name, int limit) {
        List<JsonNode> all = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = ada.get(path + "?limit=" + limit + next).expect(200);
            page.get(name).forEach(all::add);
            next = page.has("next") ? "&after=" + page.get("next").textValue() : "";
        } while (!next.isEmpty());
        return all;
    }

    private List<Long> positions(String path) {
        List<Long> positions = new ArrayList<>();
        ada.get(path)
                .expect(200)
                .get("messages")
                .forEach(message -> positions.add(message.get("position").longValue()));
        return positions;
    }
}
