package dev.chat.core.room;

/** What somebody who knows a position needs, to know everything. */
public sealed interface CatchUp permits ChangeBatch, Reset {
    /** {@return the room that this is about} */
    RoomId room();
}
