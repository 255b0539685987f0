package dev.chat.core.room;

/**
 * A place in a room's log.
 *
 * @param value 1, 2, 3 … for a change; 0 for the place before the first one
 */
public record Position(long value) implements Comparable<Position> {
    /** The place before the first change. */
    public static final Position START = new Position(0);

    /**
     * Requires a place.
     *
     * @throws IllegalArgumentException if the value is negative
     */
    public Position {
        if (value < 0) {
            throw new IllegalArgumentException("A position is not negative: " + value);
        }
    }

    /** {@return the place after this one} */
    public Position next() {
        return new Position(value + 1);
    }

    /** {@return whether this place comes after the other} */
    public boolean isAfter(Position other) {
        return value > other.value;
    }

    @Override
    public int compareTo(Position other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
