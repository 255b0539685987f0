package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chat.core.delivery.Delivery;
import dev.chat.core.room.Change;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.Epoch;
import dev.chat.core.room.Position;
import dev.chat.core.room.Reset;
import dev.chat.core.room.RoomId;
import dev.chat.core.room.Sent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that both ends of the protocol are held against: this end writes exactly what stands in them. */
class FixturesTest {
    private static final Map<String, String> SCHEMAS = Map.ofEntries(
            Map.entry("rest-changes", "CatchUp"),
            Map.entry("rest-changes-none", "CatchUp"),
            Map.entry("rest-changes-reset", "CatchUp"),
            Map.entry("rest-history", "Messages"),
            Map.entry("rest-member", "Member"),
            Map.entry("rest-members", "Members"),
            Map.entry("rest-message", "Message"),
            Map.entry("rest-message-deleted", "Message"),
            Map.entry("rest-message-edited", "Message"),
            Map.entry("rest-open", "Opened"),
            Map.entry("rest-room", "Room"),
            Map.entry("rest-rooms", "Rooms"),
            Map.entry("rest-sign-up", "SignedUp"),
            Map.entry("rest-user", "User"),
            Map.entry("rest-user-deleted", "User"),
            Map.entry("rest-users", "Users"),
            Map.entry("rest-users-last", "Users"));

    @ParameterizedTest
    @MethodSource("fixtures")
    void fixtureFitsTheDocuments(String name) {
        JsonNode fixture = read(name);
        switch (name.substring(0, name.indexOf('-'))) {
            case "frame" -> Documentation.checkFrame("server", fixture);
            case "command" -> Documentation.checkFrame("client", fixture);
            case "problem" -> Documentation.checkThing("Problem", fixture);
            case "rest" -> Documentation.checkThing(SCHEMAS.get(name), fixture);
            default ->
                assertThat(fixture.fieldNames())
                        .toIterable()
                        .isSubsetOf("after", "upTo", "changes", "epoch", "head", "reason");
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void thingsAreWrittenAsInTheFixture(String name) {
        assertThings(read(name));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void frameIsWrittenAsInTheFixture(String name) {
        JsonNode fixture = read(name);
        assertThat(Api.parse(new String(frame(fixture), StandardCharsets.UTF_8)))
                .isEqualTo(fixture);
    }

    static Stream<String> fixtures() {
        try (Stream<Path> files = Files.list(folder())) {
            List<String> names =
                    new ArrayList<>(files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".json"))
                            .map(file -> file.substring(0, file.length() - ".json".length()))
                            .sorted()
                            .toList());
            assertThat(names).hasSizeGreaterThan(50);
            return names.stream();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static Stream<String> frames() {
        return fixtures().filter(name -> name.startsWith("frame-"));
    }

    private static void assertThings(JsonNode node) {
        node.forEach(FixturesTest::assertThings);
        if (node.has("clientId") && node.has("sentAt")) {
            assertWritten(node, json -> Things.message(json, Reading.message(node)));
        } else if (node.has("joinedAt")) {
            assertWritten(node, json -> Things.member(json, Reading.member(node)));
        } else if (node.has("memberCount")) {
            assertWritten(node, json -> Things.room(json, Reading.room(node)));
        } else if (node.has("createdAt")) {
            assertWritten(node, json -> Things.user(json, Reading.user(node)));
        }
    }

    private static void assertWritten(JsonNode expected, Json.Writing writing) {
        assertThat(Api.parse(new String(Json.bytes(writing), StandardCharsets.UTF_8)))
                .isEqualTo(expected);
    }

    private static byte[] frame(JsonNode fixture) {
        String id = fixture.path("id").textValue();
        return switch (fixture.get("type").textValue()) {
            case "welcome" -> Frames.welcome(Reading.userOf(fixture.get("user")), epoch(fixture));
            case "subscribed" -> Frames.subscribed(id, Reading.roomOf(fixture), Reading.position(fixture, "head"));
            case "unsubscribed" -> Frames.unsubscribed(id, Reading.roomOf(fixture));
            case "changes" -> changes(fixture);
            case "reset" ->
                Frames.reset(id, new Reset(Reading.roomOf(fixture), epoch(fixture), Reading.position(fixture, "head")));
            case "ended" ->
                Frames.ended(
                        Reading.roomOf(fixture),
                        Delivery.Reason.valueOf(
                                fixture.get("reason").textValue().toUpperCase(Locale.ROOT)));
            case "directory" -> Frames.directory(Reading.room(fixture.get("room")));
            case "sent" ->
                Frames.sent(
                        id,
                        Reading.roomOf(fixture),
                        new Sent(
                                Reading.message(fixture.get("message")),
                                fixture.get("duplicate").booleanValue()));
            case "edited", "deleted" ->
                Frames.changed(
                        fixture.get("type").textValue(),
                        id,
                        Reading.roomOf(fixture),
                        Reading.message(fixture.get("message")));
            case "pong" -> Frames.pong(id);
            case "heartbeat" -> heartbeat(fixture.get("heads"));
            case "closing" -> closing(fixture);
            case "error" -> error(id, fixture);
            default -> throw new AssertionError(fixture.toString());
        };
    }

    private static byte[] changes(JsonNode fixture) {
        List<Change> changes = new ArrayList<>();
        fixture.get("changes").forEach(change -> changes.add(Reading.change(change)));
        ChangeBatch batch = new ChangeBatch(
                Reading.roomOf(fixture),
                Reading.position(fixture, "after"),
                Reading.position(fixture, "upTo"),
                changes);
        return Frames.changes(new Outgoing.Changes(EncodedBatch.of(batch)));
    }

    private static byte[] heartbeat(JsonNode heads) {
        Map<RoomId, Position> positions = new HashMap<>();
        heads.properties()
                .forEach(head -> positions.put(
                        new RoomId(UUID.fromString(head.getKey())),
                        new Position(head.getValue().longValue())));
        return Frames.heartbeat(positions);
    }

    private static byte[] closing(JsonNode fixture) {
        CloseCode code = Arrays.stream(CloseCode.values())
                .filter(each -> each.code() == fixture.get("code").intValue())
                .findFirst()
                .orElseThrow();
        return Frames.closing(code, Duration.ofMillis(fixture.get("retryAfter").longValue()));
    }

    private static byte[] error(String id, JsonNode fixture) {
        ProblemCode code = ProblemCode.valueOf(fixture.get("code").textValue().toUpperCase(Locale.ROOT));
        return Frames.error(
                id,
                new Problem(code, fixture.get("detail").textValue()),
                fixture.has("room") ? Reading.roomOf(fixture) : null);
    }

    private static Epoch epoch(JsonNode fixture) {
        return new Epoch(UUID.fromString(fixture.get("epoch").textValue()));
    }

    private static JsonNode read(String name) {
        try {
            return Api.JSON.readTree(folder().resolve(name + ".json").toFile());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Path folder() {
        return Path.of(FixturesTest.class
                        .getResource("/fixtures/protocol/README.md")
                        .getPath())
                .getParent();
    }
}
