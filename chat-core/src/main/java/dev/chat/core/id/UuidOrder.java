package dev.chat.core.id;

import java.util.UUID;

/**
 * The order of UUIDs as unsigned bytes, like databases and RFC 9562, section 6.11; {@link UUID#compareTo} takes them as
 * signed.
 */
public final class UuidOrder {
    private UuidOrder() {}

    /** {@return a negative number, zero or a positive number as one comes before, with or after the other} */
    public static int compare(UUID one, UUID other) {
        int byHigh = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return byHigh != 0
                ? byHigh
                : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }
}
