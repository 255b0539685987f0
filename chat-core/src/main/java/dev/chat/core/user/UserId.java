package dev.chat.core.user;

import dev.chat.core.id.UuidOrder;
import java.util.Objects;
import java.util.UUID;

/**
 * Names a user, forever.
 *
 * @param value the id; version 7 (RFC 9562) where this engine made it, whatever the host uses where the host did
 */
public record UserId(UUID value) implements Comparable<UserId> {
    /** Requires a value. */
    public UserId {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public int compareTo(UserId other) {
        return UuidOrder.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
