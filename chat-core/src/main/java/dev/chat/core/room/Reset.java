package dev.chat.core.room;

import java.util.Objects;

/**
 * That the way from a position to now is not to be had: too much has changed, or the position is from another log. Load
 * the room afresh and go on from its head.
 *
 * @param room the room
 * @param epoch the log of now
 * @param head the room's last position, at the moment of reading
 */
public record Reset(RoomId room, Epoch epoch, Position head) implements CatchUp {
    /** Requires everything. */
    public Reset {
        Objects.requireNonNull(room, "room");
        Objects.requireNonNull(epoch, "epoch");
        Objects.requireNonNull(head, "head");
    }
}
