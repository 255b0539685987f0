package dev.chat.web.javalin;

import dev.chat.core.room.Epoch;
import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import dev.chat.core.user.UserId;
import java.util.Optional;
import java.util.UUID;

/**
 * Ids as they stand in addresses and frames. They are opaque: one of another form than the server's own names nothing,
 * rather than being wrong.
 */
final class Ids {
    /** The greatest integer that every JSON reader keeps exactly (RFC 8259, section 6). */
    static final long MAX_POSITION = (1L << 53) - 1;

    static final String POSITIONS = "0 to " + MAX_POSITION;

    private static final int MAX_DIGITS = 16;
    private static final Epoch UNKNOWN_LOG = new Epoch(new UUID(0, 0));

    private Ids() {}

    static RoomId room(String text) throws Refusal {
        return uuid(text)
                .map(RoomId::new)
                .orElseThrow(() -> new Refusal(ProblemCode.ROOM_NOT_FOUND, "There is no such room."));
    }

    static UserId user(String text, ProblemCode notFound) throws Refusal {
        return uuid(text).map(UserId::new).orElseThrow(() -> new Refusal(notFound, "There is no such user."));
    }

    static Position message(String text) throws Refusal {
        return position(text)
                .orElseThrow(() -> new Refusal(ProblemCode.MESSAGE_NOT_FOUND, "No message was sent at this position."));
    }

    /** The log of that name; a name of another form than the server's is a log that it does not know. */
    static Epoch epoch(String text) {
        return uuid(text).map(Epoch::new).orElse(UNKNOWN_LOG);
    }

    static Optional<Position> position(String text) {
        if (text.isEmpty()
                || text.length() > MAX_DIGITS
                || !text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(text)).filter(Ids::isPosition).map(Position::new);
    }

    static boolean isPosition(long value) {
        return value >= 0 && value <= MAX_POSITION;
    }

    static Optional<UUID> uuid(String text) {
        try {
            // It also takes shorter forms, which would make two names of one thing.
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equals(text));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }
}
