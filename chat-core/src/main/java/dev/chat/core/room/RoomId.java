package dev.chat.core.room;

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
        // As unsigned bytes, like databases and RFC 9562, section 6.11; UUID.compareTo takes them as signed.
        int byHigh = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return byHigh != 0
                ? byHigh
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
