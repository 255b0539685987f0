package dev.chat.core.user;

import java.util.Objects;

/**
 * Id of a user in another system: the host application, or another provider of users. Compared exactly, letter by
 * letter.
 *
 * @param provider who knows the user, such as {@code shop}: 1 to 255 characters
 * @param subject the provider's own id of the user, of whatever form: 1 to 255 characters
 */
public record Identity(String provider, String subject) {
    /** The most characters (code points) that each part may have. */
    public static final int MAX_CHARACTERS = 255;

    /**
     * Requires both in a form that every store keeps.
     *
     * @throws IllegalArgumentException if one is empty, too long, or holds U+0000 or half of a surrogate pair
     */
    public Identity {
        requireStorable("provider", provider);
        requireStorable("subject", subject);
    }

    private static void requireStorable(String part, String value) {
        Objects.requireNonNull(value, part);
        int length = value.codePointCount(0, value.length());
        if (length < 1 || length > MAX_CHARACTERS) {
            throw new IllegalArgumentException(
                    "An identity's %s has 1 to %d characters, not %d".formatted(part, MAX_CHARACTERS, length));
        }
        if (value.codePoints().anyMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE)) {
            throw new IllegalArgumentException(
                    "An identity's %s cannot hold U+0000 or half of a surrogate pair".formatted(part));
        }
    }

    @Override
    public String toString() {
        return provider + ":" + subject;
    }
}
