package dev.chat.core.room;

import java.util.List;
import java.util.Objects;

/**
 * Takes whoever knows everything up to one position to everything up to another. A thing that changed several times in
 * between stands in it once, in its latest state, so positions within may skip. To apply it twice does no harm.
 *
 * @param room the room
 * @param after what the receiver must know already
 * @param upTo what the receiver knows then; not before {@code after}
 * @param changes what changed, by ascending position, all after {@code after} and not after {@code upTo}
 */
public record ChangeBatch(RoomId room, Position after, Position upTo, List<Change> changes) implements CatchUp {
    /**
     * Requires order.
     *
     * @throws IllegalArgumentException if the changes are not in ascending order within the bounds
     */
    public ChangeBatch {
        Objects.requireNonNull(room, "room");
        changes = List.copyOf(changes);
        Position last = after;
        for (Change change : changes) {
            if (!change.position().isAfter(last)) {
                throw new IllegalArgumentException("Out of order: " + change.position() + " follows " + last);
            }
            last = change.position();
        }
        if (last.isAfter(upTo)) {
            throw new IllegalArgumentException("Out of bounds: " + last + " is beyond " + upTo);
        }
    }

    /** {@return the batch of one change, for those who know all before it} */
    public static ChangeBatch of(Change change) {
        Position before = new Position(change.position().value() - 1);
        return new ChangeBatch(change.room(), before, change.position(), List.of(change));
    }

    /** {@return what is left of this batch for somebody who knows a position; nothing if that is beyond its end} */
    public ChangeBatch since(Position known) {
        if (!known.isAfter(after)) {
            return this;
        }
        if (!upTo.isAfter(known)) {
            return new ChangeBatch(room, known, known, List.of());
        }
        List<Change> rest = changes.stream()
                .filter(change -> change.position().isAfter(known))
                .toList();
        return new ChangeBatch(room, known, upTo, rest);
    }

    /** {@return the part of this batch that ends at a position within its bounds} */
    public ChangeBatch until(Position end) {
        List<Change> first = changes.stream()
                .filter(change -> !change.position().isAfter(end))
                .toList();
        return new ChangeBatch(room, after, end, first);
    }

    /** {@return whether it takes nobody any further} */
    public boolean isEmpty() {
        return after.equals(upTo);
    }
}
