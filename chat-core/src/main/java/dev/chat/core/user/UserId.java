package dev.chat.core.user;

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
