package dev.chat.web.javalin;

import dev.chat.core.room.Epoch;
import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import org.jspecify.annotations.Nullable;

/** What a client asks for in a frame. */
sealed interface Command {
    /** Asks for the changes of a room from a position on. */
    record Subscribe(RoomId room, Position after, @Nullable Epoch epoch) implements Command {}

    /** Asks for no more changes of a room. */
    record Unsubscribe(RoomId room) implements Command {}

    /** Sends a message. */
    record Send(RoomId room, String clientId, String text) implements Command {}

    /** Edits a message. */
    record Edit(RoomId room, Position position, String text) implements Command {}

    /** Deletes a message. */
    record Delete(RoomId room, Position position) implements Command {}

    /** Asks for a sign of life. */
    record Ping() implements Command {}
}
