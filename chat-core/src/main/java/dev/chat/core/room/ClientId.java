package dev.chat.core.room;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.id.IdGenerator;
import dev.chat.core.id.TimeOrderedIds;
import java.time.InstantSource;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The sender's own id of a send, by which a second try is recognised. Unique among all that one user ever sends, in all
 * rooms.
 *
 * @param value 1 to 64 ASCII letters, digits, hyphens and underscores; a UUID of version 7 is a good one, since ids
 *     that begin with the time are cheap to store
 */
public record ClientId(String value) {
    /** The most characters that a client id may have. */
    public static final int MAX_CHARACTERS = 64;

    private static final IdGenerator RANDOM = new TimeOrderedIds(InstantSource.system());
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1," + MAX_CHARACTERS + "}");

    /** Takes an id that was checked before, such as one from a store; {@link #parse} checks. */
    public ClientId {
        Objects.requireNonNull(value, "value");
    }

    /**
     * {@return the id that a client made up}
     *
     * @throws RejectedException {@link ErrorCode#INVALID_CLIENT_ID} if it has another form
     */
    public static ClientId parse(String raw) throws RejectedException {
        if (!FORM.matcher(raw).matches()) {
            throw new RejectedException(
                    ErrorCode.INVALID_CLIENT_ID,
                    "A client id is 1 to %d ASCII letters, digits, hyphens and underscores.".formatted(MAX_CHARACTERS));
        }
        return new ClientId(raw);
    }

    /** {@return a new id, for a caller in this process: a UUID that begins with the time} */
    public static ClientId random() {
        return new ClientId(RANDOM.next().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
