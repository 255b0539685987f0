package dev.chat.core.room;

/** Which page of a room's messages is wanted. */
public sealed interface HistoryQuery {
    /** The last messages of all. */
    record Newest() implements HistoryQuery {}

    /**
     * The last messages before a position.
     *
     * @param position itself excluded
     */
    record Before(Position position) implements HistoryQuery {}

    /**
     * The first messages after a position.
     *
     * @param position itself excluded
     */
    record After(Position position) implements HistoryQuery {}

    /**
     * The messages on both sides of a position.
     *
     * @param position itself included, if a message was sent at it
     */
    record Around(Position position) implements HistoryQuery {}
}
