package dev.chat.web.javalin;

import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import dev.chat.core.text.Characters;
import org.jspecify.annotations.Nullable;

/** A frame from a client, read step by step, so that a refusal can repeat whatever could be read of it. */
final class CommandFrame {
    private static final int MAX_ID_CHARACTERS = 64;

    private static final String PING = "ping";

    private final Fields fields;
    private final @Nullable RoomId only;

    /** Takes a frame of a socket that carries one room, or of one that carries many if there is no such room. */
    CommandFrame(Fields fields, @Nullable RoomId only) {
        this.fields = fields;
        this.only = only;
    }

    @Nullable
    String id() throws Refusal {
        String id = fields.optionalString("id");
        if (id != null && (id.codePointCount(0, id.length()) > MAX_ID_CHARACTERS || !Characters.isWellFormed(id))) {
            throw Call.invalid("`id` can have at most %d characters.".formatted(MAX_ID_CHARACTERS));
        }
        return id;
    }

    /** The room that the frame is about, if it names one. A ping is about none, whatever it holds. */
    @Nullable
    RoomId room() throws Refusal {
        if (fields.is("type", PING)) {
            return null;
        }
        String name = fields.optionalString("room");
        RoomId room = name == null ? null : Ids.room(name);
        if (only != null && room != null && !only.equals(room)) {
            throw Call.invalid("`room` is another than this socket's.");
        }
        return only == null ? room : only;
    }

    Command command() throws Refusal {
        String type = fields.string("type");
        return switch (type) {
            case "subscribe" -> subscribe();
            case "unsubscribe" -> new Command.Unsubscribe(roomOfMany());
            case "send" -> new Command.Send(someRoom(), fields.string("clientId"), fields.string("text"));
            case "edit" -> new Command.Edit(someRoom(), fields.position("position"), fields.string("text"));
            case "delete" -> new Command.Delete(someRoom(), fields.position("position"));
            case PING -> new Command.Ping();
            default -> throw new Refusal(ProblemCode.UNKNOWN_TYPE, "This server knows no frame of this `type`.");
        };
    }

    private Command subscribe() throws Refusal {
        RoomId room = roomOfMany();
        Position after = fields.position("after");
        String epoch = fields.optionalString("epoch");
        return new Command.Subscribe(room, after, epoch == null ? null : Ids.epoch(epoch));
    }

    private RoomId roomOfMany() throws Refusal {
        if (only != null) {
            throw Call.invalid("This socket is subscribed to its one room.");
        }
        return someRoom();
    }

    private RoomId someRoom() throws Refusal {
        RoomId room = room();
        if (room == null) {
            throw Call.invalid("`room` is missing.");
        }
        return room;
    }
}
