package dev.chat.web.javalin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chat.core.room.Change;
import dev.chat.core.room.Member;
import dev.chat.core.room.Message;
import dev.chat.core.room.Role;
import dev.chat.core.room.Room;
import dev.chat.core.user.User;
import dev.chat.core.user.UserSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the things of the protocol. What is absent is left out. Strings are handed over as bytes: the JDK copies those
 * of most texts as they are, where Jackson would encode them character by character.
 */
final class Things {

    private Things() {}

    static void user(JsonGenerator json, User user) throws IOException {
        json.writeStartObject();
        ascii(json, "id", user.id().toString());
        json.writeStringField("name", user.name().value());
        time(json, "createdAt", user.createdAt());
        time(json, "deletedAt", user.deletedAt());
        json.writeEndObject();
    }

    static void summary(JsonGenerator json, UserSummary user) throws IOException {
        json.writeStartObject();
        ascii(json, "id", user.id().toString());
        json.writeStringField("name", user.name().value());
        json.writeEndObject();
    }

    static void room(JsonGenerator json, Room room) throws IOException {
        json.writeStartObject();
        ascii(json, "id", room.id().toString());
        json.writeStringField("name", room.name().value());
        json.writeNumberField("version", room.version().value());
        json.writeNumberField("head", room.head().value());
        json.writeNumberField("memberCount", room.memberCount());
        time(json, "createdAt", room.createdAt());
        time(json, "deletedAt", room.deletedAt());
        json.writeEndObject();
    }

    static void member(JsonGenerator json, Member member) throws IOException {
        json.writeStartObject();
        json.writeFieldName("user");
        summary(json, member.user());
        json.writeStringField("role", role(member.role()));
        json.writeNumberField("version", member.version().value());
        time(json, "joinedAt", member.joinedAt());
        time(json, "leftAt", member.leftAt());
        json.writeEndObject();
    }

    static void message(JsonGenerator json, Message message) throws IOException {
        json.writeStartObject();
        json.writeNumberField("position", message.position().value());
        json.writeNumberField("version", message.version().value());
        json.writeFieldName("author");
        summary(json, message.author());
        ascii(json, "clientId", message.clientId().value());
        if (message.text() != null) {
            byte[] text = message.text().value().getBytes(StandardCharsets.UTF_8);
            json.writeFieldName("text");
            json.writeUTF8String(text, 0, text.length);
        }
        time(json, "sentAt", message.sentAt());
        time(json, "editedAt", message.editedAt());
        time(json, "deletedAt", message.deletedAt());
        json.writeEndObject();
    }

    static void change(JsonGenerator json, Change change) throws IOException {
        json.writeStartObject();
        json.writeNumberField("position", change.position().value());
        switch (change) {
            case Change.MessageChanged changed -> {
                json.writeStringField("type", "message");
                json.writeFieldName("message");
                message(json, changed.message());
            }
            case Change.MemberChanged changed -> {
                json.writeStringField("type", "member");
                json.writeFieldName("member");
                member(json, changed.member());
            }
            case Change.RoomChanged changed -> {
                json.writeStringField("type", "room");
                json.writeFieldName("room");
                room(json, changed.state());
            }
        }
        json.writeEndObject();
    }

    static String role(Role role) {
        return switch (role) {
            case OWNER -> "owner";
            case MEMBER -> "member";
        };
    }

    /** Writes an array of things under a name. */
    static <T> void list(JsonGenerator json, String name, List<T> things, Each<T> each) throws IOException {
        json.writeArrayFieldStart(name);
        for (T thing : things) {
            each.write(json, thing);
        }
        json.writeEndArray();
    }

    private static void time(JsonGenerator json, String name, @Nullable Instant time) throws IOException {
        if (time != null) {
            byte[] text = WireTime.of(time);
            json.writeFieldName(name);
            json.writeRawUTF8String(text, 0, text.length);
        }
    }

    /** Writes what cannot hold anything that JSON escapes. */
    private static void ascii(JsonGenerator json, String name, String value) throws IOException {
        byte[] text = value.getBytes(StandardCharsets.ISO_8859_1);
        json.writeFieldName(name);
        json.writeRawUTF8String(text, 0, text.length);
    }

    /** How one thing of a list is written. */
    @FunctionalInterface
    interface Each<T> {
        void write(JsonGenerator json, T thing) throws IOException;
    }
}
