package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chat.core.room.CatchUpLimit;
import dev.chat.core.room.RoomId;
import dev.chat.core.user.UserId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever comes back learns the same of what it missed, whichever door it takes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThreeDoorsTest {
    private static final String ANOTHER_LOG = "00000000-0000-4000-8000-000000000000";

    private final ChatServer server = new ChatServer();
    private final Api ada = server.signUp("Ada");
    private final Api ben = server.signUp("Ben");
    private String room;
    private String epoch;

    @BeforeEach
    void createRoom() {
        room = ada.createRoom("Room " + UUID.randomUUID());
        epoch = ada.get("/rooms/" + room + "/open").expect(200).get("epoch").textValue();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatWasMissedComesAsOneBatch(Door door) throws Exception {
        ada.send(room, "Three");
        ben.join(room);
        ada.patch("/rooms/" + room, Api.object("name", "Room " + UUID.randomUUID()))
                .expect(200);
        JsonNode batch = door.comeBack(ada, room, 2, epoch);
        assertThat(batch.get("after").longValue()).isEqualTo(2);
        assertThat(batch.get("upTo").longValue()).isEqualTo(5);
        assertThat(batch.get("changes").findValuesAsText("type")).containsExactly("message", "member", "room");
        assertThat(batch).isEqualTo(Door.REST.comeBack(ada, room, 2, epoch));
    }

    @ParameterizedTest
    @EnumSource
    void editsAndDeletionsThatWereMissedCome(Door door) throws Exception {
        ada.send(room, "Three");
        ada.send(room, "Four");
        String messages = "/rooms/" + room + "/messages/";
        ada.patch(messages + 3, Api.object("text", "Three, edited")).expect(200);
        ada.delete(messages + 4).expect(200);
        JsonNode batch = door.comeBack(ada, room, 4, epoch);
        assertThat(batch.get("upTo").longValue()).isEqualTo(6);
        assertThat(batch.at("/changes/0/message/text").textValue()).isEqualTo("Three, edited");
        assertThat(batch.at("/changes/1/message/deletedAt").isTextual()).isTrue();
        assertThat(batch.at("/changes/1/message").has("text")).isFalse();
        assertThat(batch).isEqualTo(Door.REST.comeBack(ada, room, 4, epoch));
        JsonNode all = door.comeBack(ada, room, 2, epoch);
        assertThat(all.get("changes")).as("the latest state of each, once").isEqualTo(batch.get("changes"));
    }

    @ParameterizedTest
    @EnumSource
    void asMuchAsFitsComesAndMoreIsReset(Door door) throws Exception {
        UserId author = new UserId(UUID.fromString(ada.id()));
        RoomId here = new RoomId(UUID.fromString(room));
        int most = door == Door.REST ? CatchUpLimit.ALONE.things() : CatchUpLimit.BEFORE_LISTENING.things();
        for (int count = 0; count <= most; count++) {
            server.chat.messages().send(author, here, "c" + UUID.randomUUID(), "Message " + count);
        }
        JsonNode batch = door.comeBack(ada, room, 3, epoch);
        assertThat(batch.get("changes")).hasSize(most);
        assertThat(batch.get("upTo").longValue()).isEqualTo(most + 3);
        assertReset(door.comeBack(ada, room, 2, epoch), most + 3);
    }

    @ParameterizedTest
    @EnumSource
    void positionOfAnotherLogIsReset(Door door) throws Exception {
        assertReset(door.comeBack(ada, room, 1, ANOTHER_LOG), 2);
        assertReset(door.comeBack(ada, room, 99, epoch), 2);
    }

    private void assertReset(JsonNode reset, long head) {
        assertThat(reset.get("epoch").textValue()).isEqualTo(epoch);
        assertThat(reset.get("head").longValue()).isEqualTo(head);
        assertThat(reset).hasSize(2);
    }

    /** A way in: tells of what was missed, or that the room has to be loaded afresh, without what is its own. */
    enum Door {
        REST {
            @Override
            JsonNode comeBack(Api api, String room, long after, String epoch) {
                JsonNode answer = api.get("/rooms/" + room + "/changes" + query(after, epoch))
                        .expect(200);
                assertThat(answer.has("reset")).isNotEqualTo(answer.has("changes"));
                return plain(answer);
            }
        },
        SOCKET {
            @Override
            JsonNode comeBack(Api api, String room, long after, String epoch) {
                try (SocketClient socket = SocketClient.open(api)) {
                    socket.send(SocketClient.command("subscribe", "s", room)
                            .put("after", after)
                            .put("epoch", epoch));
                    return missed(socket);
                }
            }
        },
        ROOM_SOCKET {
            @Override
            JsonNode comeBack(Api api, String room, long after, String epoch) {
                String path = "/rooms/" + room + "/socket" + query(after, epoch);
                try (SocketClient socket = SocketClient.connect(api, path)) {
                    socket.await("welcome");
                    return missed(socket);
                }
            }
        },
        EVENTS {
            @Override
            JsonNode comeBack(Api api, String room, long after, String epoch) throws IOException, InterruptedException {
                var request = api.request("/rooms/" + room + "/events" + query(after, epoch))
                        .build();
                try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                        Api.HTTP.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
                    String line = lines.readLine();
                    while (!line.equals("event: changes") && !line.equals("event: reset")) {
                        line = lines.readLine();
                    }
                    line = lines.readLine();
                    return plain(Api.parse(line.substring("data: ".length())));
                }
            }
        };

        abstract JsonNode comeBack(Api api, String room, long after, String epoch)
                throws IOException, InterruptedException;

        private static String query(long after, String epoch) {
            return "?after=" + after + "&epoch=" + epoch;
        }

        private static JsonNode missed(SocketClient socket) {
            JsonNode first = socket.next();
            if (first.get("type").textValue().equals("subscribed")) {
                JsonNode changes = socket.await("changes");
                assertThat(changes.get("upTo")).isEqualTo(first.get("head"));
                return plain(changes);
            }
            assertThat(first.get("type").textValue()).isEqualTo("reset");
            return plain(first);
        }

        private static JsonNode plain(JsonNode answer) {
            ObjectNode copy = answer.deepCopy();
            copy.remove(List.of("type", "id", "room", "reset"));
            if (copy.has("changes")) {
                copy.remove("epoch");
            }
            return copy;
        }
    }
}
