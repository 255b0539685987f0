package dev.chat.core.room;

import dev.chat.core.id.UuidOrder;
import java.util.Objects;
import java.util.UUID;

/**
 * Names a room, forever.
 *
 * @param value the id, of version 7 (RFC 9562)
 */
public record RoomId(UUID value) implements Comparable<RoomId> {
    /** Requires a value. */
    public RoomId {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public int compareTo(RoomId other) {
        return UuidOrder.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
