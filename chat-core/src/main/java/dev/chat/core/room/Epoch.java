package dev.chat.core.room;

import java.util.Objects;
import java.util.UUID;

/**
 * Names the log that positions belong to. All rooms of a store share one; a store that was put back to an earlier state
 * gets another, and positions of the former mean nothing in it.
 *
 * @param value the name
 */
public record Epoch(UUID value) {
    /** Requires a value. */
    public Epoch {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
