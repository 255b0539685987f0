package dev.chat.core.delivery;

import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import dev.chat.core.user.UserId;

/** One that is handed its deliveries on the dispatcher's own thread, since it only hands them on. */
final class DirectListener extends Listener {
    DirectListener(UserId user, RoomId room, Subscriber subscriber, Position position) {
        super(user, room, subscriber, position);
    }

    @Override
    Handed hand(Delivery delivery) {
        return deliver(delivery) ? Handed.TAKEN : Handed.FAILED;
    }

    @Override
    boolean isFull() {
        return false;
    }

    @Override
    Position reached() {
        return position;
    }

    @Override
    void joined(Feed feed) {}

    @Override
    void begin() {}

    @Override
    void close() {}
}
