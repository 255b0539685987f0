package dev.chat.web.javalin;

import dev.chat.core.room.Epoch;
import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import org.jspecify.annotations.Nullable;

/** What a client asks for in a frame. */
sealed interface Command {
    /** Asks for the changes of a room from a position on. */
    record Subscribe(RoomId room, Position after, @Nullable Epoch epoch) implements Blocking {}

    /** Asks for no more changes of a room. */
    record Unsubscribe(RoomId room) implements Blocking {}

    /** Sends a message. */
    record Send(RoomId room, String clientId, String text) implements Command {}

    /** Edits a message. */
    record Edit(RoomId room, Position position, String text) implements Blocking {}

    /** Deletes a message. */
    record Delete(RoomId room, Position position) implements Blocking {}

    /** Asks for a sign of life. */
    record Ping() implements Command {}

    /** One that waits for the store, and keeps its thread meanwhile. */
    sealed interface Blocking extends Command {}
}
