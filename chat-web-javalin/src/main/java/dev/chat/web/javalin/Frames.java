package dev.chat.web.javalin;

import dev.chat.core.delivery.Delivery;
import dev.chat.core.room.Epoch;
import dev.chat.core.room.Message;
import dev.chat.core.room.Position;
import dev.chat.core.room.Reset;
import dev.chat.core.room.Room;
import dev.chat.core.room.RoomId;
import dev.chat.core.room.Sent;
import dev.chat.core.user.User;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The frames that the server sends. */
final class Frames {
    private Frames() {}

    static byte[] welcome(User user, Epoch epoch) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("type", "welcome");
            json.writeFieldName("user");
            Things.summary(json, user.summary());
            json.writeStringField("epoch", epoch.toString());
            json.writeEndObject();
        });
    }

    static byte[] subscribed(@Nullable String id, RoomId room, Position head) {
        return frame("subscribed", id, room, json -> json.writeNumberField("head", head.value()));
    }

    static byte[] unsubscribed(@Nullable String id, RoomId room) {
        return frame("unsubscribed", id, room, json -> {});
    }

    static byte[] reset(@Nullable String id, Reset reset) {
        return frame("reset", id, reset.room(), json -> {
            json.writeStringField("epoch", reset.epoch().toString());
            json.writeNumberField("head", reset.head().value());
        });
    }

    static byte[] ended(RoomId room, Delivery.Reason reason) {
        return frame("ended", null, room, json -> json.writeStringField("reason", reason(reason)));
    }

    static byte[] sent(@Nullable String id, RoomId room, Sent sent) {
        return frame("sent", id, room, json -> {
            json.writeFieldName("message");
            Things.message(json, sent.message());
            json.writeBooleanField("duplicate", sent.duplicate());
        });
    }

    /** That a message was {@code edited} or {@code deleted}. */
    static byte[] changed(String type, @Nullable String id, RoomId room, Message message) {
        return frame(type, id, room, json -> {
            json.writeFieldName("message");
            Things.message(json, message);
        });
    }

    static byte[] pong(@Nullable String id) {
        return frame("pong", id, null, json -> {});
    }

    /** How far the frames before this one have taken the client, by room. */
    static byte[] heartbeat(Map<RoomId, Position> heads) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("type", "heartbeat");
            json.writeObjectFieldStart("heads");
            for (Map.Entry<RoomId, Position> head : heads.entrySet()) {
                json.writeNumberField(head.getKey().toString(), head.getValue().value());
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /** That the server is about to close the socket, and when to come back. */
    static byte[] closing(CloseCode code, Duration retryAfter) {
        return frame("closing", null, null, json -> {
            json.writeNumberField("code", code.code());
            json.writeNumberField("retryAfter", retryAfter.toMillis());
        });
    }

    static byte[] error(@Nullable String id, Problem problem, @Nullable RoomId room) {
        return frame("error", id, room, json -> {
            json.writeStringField("code", problem.code().code());
            json.writeStringField("detail", problem.detail());
        });
    }

    static byte[] directory(Room room) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("type", "directory");
            json.writeFieldName("room");
            Things.room(json, room);
            json.writeEndObject();
        });
    }

    static byte[] changes(Outgoing.Changes changes) {
        return assemble("{\"type\":\"changes\",\"room\":\"" + changes.room() + "\",", changes, "");
    }

    /** The fields of a batch around its changes, which are JSON already. */
    static byte[] assemble(String start, Outgoing.Changes changes, String end) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(changes.size() + start.length());
        String fields = start + "\"after\":" + changes.after() + ",\"upTo\":" + changes.upTo() + ",\"changes\":[";
        bytes.writeBytes(fields.getBytes(StandardCharsets.US_ASCII));
        boolean first = true;
        for (byte[] part : changes.parts()) {
            if (part.length > 0) {
                if (!first) {
                    bytes.write(',');
                }
                bytes.writeBytes(part);
                first = false;
            }
        }
        bytes.writeBytes(("]}" + end).getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }

    static String reason(Delivery.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    private static byte[] frame(String type, @Nullable String id, @Nullable RoomId room, Json.Writing rest) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("type", type);
            if (id != null) {
                json.writeStringField("id", id);
            }
            if (room != null) {
                json.writeStringField("room", room.toString());
            }
            rest.to(json);
            json.writeEndObject();
        });
    }
}
