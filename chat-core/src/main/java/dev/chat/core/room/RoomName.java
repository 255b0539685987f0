package dev.chat.core.room;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.text.NameRules;
import java.util.Objects;

/**
 * What a room is called. Equal names may still be the same name to a person: that is what {@link #key} decides.
 *
 * @param value the name as shown, in the form that {@link NameRules#normalise} leaves
 */
public record RoomName(String value) {
    /** The most characters (code points) that a room's name may have. */
    public static final int MAX_CHARACTERS = 80;

    /** Takes a name that was checked before, such as one from a store; {@link #parse} checks. */
    public RoomName {
        Objects.requireNonNull(value, "value");
    }

    /**
     * {@return the name that a person typed, in the form in which it is kept}
     *
     * @throws RejectedException {@link ErrorCode#INVALID_NAME} if it breaks the rules of {@link NameRules}
     */
    public static RoomName parse(String raw) throws RejectedException {
        return new RoomName(NameRules.normalise(raw, MAX_CHARACTERS));
    }

    /** {@return what is equal for names that count as the same} */
    public String key() {
        return NameRules.key(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
