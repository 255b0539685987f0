package dev.chat.web.javalin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chat.core.room.Change;
import dev.chat.core.room.ClientId;
import dev.chat.core.room.Member;
import dev.chat.core.room.Message;
import dev.chat.core.room.MessageText;
import dev.chat.core.room.Position;
import dev.chat.core.room.Role;
import dev.chat.core.room.Room;
import dev.chat.core.room.RoomId;
import dev.chat.core.room.RoomName;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import dev.chat.core.user.UserName;
import dev.chat.core.user.UserSummary;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** Makes things of the domain out of JSON, to write them again. */
final class Reading {
    private static final RoomId SOME_ROOM = new RoomId(new UUID(0, 1));

    private Reading() {}

    static Change change(JsonNode json) {
        return switch (json.get("type").textValue()) {
            case "message" -> new Change.MessageChanged(message(json.get("message")));
            case "member" -> new Change.MemberChanged(member(json.get("member")));
            case "room" -> new Change.RoomChanged(room(json.get("room")));
            default -> throw new AssertionError(json.toString());
        };
    }

    static Message message(JsonNode json) {
        String text = json.path("text").textValue();
        return new Message(
                SOME_ROOM,
                position(json, "position"),
                position(json, "version"),
                summary(json.get("author")),
                new ClientId(json.get("clientId").textValue()),
                text == null ? null : new MessageText(text),
                time(json, "sentAt"),
                time(json, "editedAt"),
                time(json, "deletedAt"),
                null);
    }

    static Member member(JsonNode json) {
        return new Member(
                SOME_ROOM,
                summary(json.get("user")),
                Role.valueOf(json.get("role").textValue().toUpperCase(Locale.ROOT)),
                position(json, "version"),
                position(json, "version"),
                time(json, "joinedAt"),
                time(json, "leftAt"));
    }

    static Room room(JsonNode json) {
        return new Room(
                new RoomId(UUID.fromString(json.get("id").textValue())),
                new RoomName(json.get("name").textValue()),
                position(json, "version"),
                position(json, "head"),
                json.get("memberCount").intValue(),
                time(json, "createdAt"),
                time(json, "deletedAt"));
    }

    static User user(JsonNode json) {
        UserSummary summary = summary(json);
        return new User(summary.id(), summary.name(), time(json, "createdAt"), time(json, "deletedAt"));
    }

    /** A user of whom only the summary is known. */
    static User userOf(JsonNode json) {
        UserSummary summary = summary(json);
        return new User(summary.id(), summary.name(), Instant.EPOCH, null);
    }

    static RoomId roomOf(JsonNode json) {
        return new RoomId(UUID.fromString(json.get("room").textValue()));
    }

    static Position position(JsonNode json, String name) {
        return new Position(json.get(name).longValue());
    }

    private static UserSummary summary(JsonNode json) {
        return new UserSummary(
                new UserId(UUID.fromString(json.get("id").textValue())),
                new UserName(json.get("name").textValue()));
    }

    private static Instant time(JsonNode json, String name) {
        return json.has(name) ? Instant.parse(json.get(name).textValue()) : null;
    }
}
