package dev.chat.core.room;

import java.util.List;
import java.util.Objects;

/**
 * Takes whoever knows everything up to one position to everything up to another. A thing that changed several times in
 * between stands in it in its latest state, and earlier ones may be left out, so positions within may skip. To apply it
 * twice does no harm.
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
        return of(List.of(change));
    }

    /**
     * {@return the batch of changes at positions that follow each other, for those who know all before the first}
     *
     * @param changes at least one
     * @throws IllegalArgumentException if a position is missing between them
     */
    public static ChangeBatch of(List<Change> changes) {
        Position first = changes.getFirst().position();
        Position last = changes.getLast().position();
        if (last.value() - first.value() != changes.size() - 1) {
            throw new IllegalArgumentException("They do not follow each other: " + first + " to " + last);
        }
        RoomId room = changes.getFirst().room();
        return new ChangeBatch(room, new Position(first.value() - 1), last, changes);
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
