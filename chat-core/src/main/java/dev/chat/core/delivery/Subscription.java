package dev.chat.core.delivery;

import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;

/** That a subscriber listens to a room. */
public interface Subscription extends AutoCloseable {
    /** {@return the room} */
    RoomId room();

    /** {@return the last position that the subscriber was taken to} */
    Position position();

    /**
     * Ends it, without a last delivery. A delivery that is under way on another thread may still arrive. Again does
     * nothing.
     */
    @Override
    void close();
}
