package dev.chat.core.delivery;

import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.Position;
import dev.chat.core.room.Reset;
import dev.chat.core.room.RoomId;

/**
 * What a subscriber is handed: first {@link Started}, then {@link Changes}, until {@link Afresh} or {@link Ended} ends
 * the subscription.
 */
public sealed interface Delivery {
    /**
     * The subscriber listens now.
     *
     * @param room the room
     * @param head the room's last position; if the subscriber knows less, the next delivery takes it there
     */
    record Started(RoomId room, Position head) implements Delivery {}

    /**
     * The next changes: each batch takes up where the one before it ended.
     *
     * @param batch them; of a live change all subscribers get the same object
     */
    record Changes(ChangeBatch batch) implements Delivery {}

    /**
     * The way from the subscriber's position is not to be had: load the room afresh. May be the only delivery.
     *
     * @param reset where the room is now
     */
    record Afresh(Reset reset) implements Delivery {}

    /**
     * The subscription is over.
     *
     * @param room the room
     * @param reason why
     */
    record Ended(RoomId room, Reason reason) implements Delivery {}

    /** Why a subscription is over. */
    enum Reason {
        /** The subscriber's user is no longer a member. */
        LEFT,
        /** The room was deleted. */
        DELETED,
        /** The engine lost the thread; subscribe again from the last position. */
        INTERRUPTED
    }
}
