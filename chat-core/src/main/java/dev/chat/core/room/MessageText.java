package dev.chat.core.room;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.text.Characters;
import java.util.Objects;

/**
 * What somebody said, exactly as they sent it, markup and line ends and all.
 *
 * @param value the text
 */
public record MessageText(String value) {
    /** The most characters (code points) that a text may have. */
    public static final int MAX_CHARACTERS = 40_000;

    /** The most bytes that a text may have in UTF-8. */
    public static final int MAX_BYTES = 65_536;

    /** Takes a text that was checked before, such as one from a store; {@link #parse} checks. */
    public MessageText {
        Objects.requireNonNull(value, "value");
    }

    /**
     * {@return the text that a person sent, unaltered}
     *
     * @throws RejectedException {@link ErrorCode#TEXT_TOO_LONG} beyond {@link #MAX_CHARACTERS} or {@link #MAX_BYTES};
     *     {@link ErrorCode#INVALID_TEXT} if it shows nothing, or holds U+0000 or a lone surrogate
     */
    public static MessageText parse(String raw) throws RejectedException {
        if (raw.length() > MAX_BYTES
                || raw.codePointCount(0, raw.length()) > MAX_CHARACTERS
                || Characters.utf8Length(raw) > MAX_BYTES) {
            throw new RejectedException(
                    ErrorCode.TEXT_TOO_LONG,
                    "A text can have at most %,d characters and %,d bytes.".formatted(MAX_CHARACTERS, MAX_BYTES));
        }
        if (raw.codePoints().noneMatch(Characters::isVisible)) {
            throw new RejectedException(ErrorCode.INVALID_TEXT, "A text cannot be empty or blank.");
        }
        if (raw.indexOf('\0') >= 0 || !Characters.isWellFormed(raw)) {
            throw new RejectedException(
                    ErrorCode.INVALID_TEXT, "A text cannot hold the character U+0000 or half of a surrogate pair.");
        }
        return new MessageText(raw);
    }

    /** {@return its length in bytes of UTF-8} */
    public int size() {
        return Characters.utf8Length(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
