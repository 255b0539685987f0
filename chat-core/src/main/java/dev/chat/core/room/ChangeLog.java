package dev.chat.core.room;

import java.util.List;

/**
 * Driven port: reads what changed, out of the versions that every thing in a room carries. Every method may block and
 * may throw {@link dev.chat.core.store.StoreException}.
 */
public interface ChangeLog {
    /** {@return the log that the positions of this store belong to; it survives a restart} */
    Epoch epoch();

    /**
     * {@return the latest states of the room, its members and messages whose version is after a position, by ascending
     * version; at most {@code limit}} What this costs does not depend on what there is before that position.
     */
    List<Change> since(RoomId room, Position after, int limit);
}
