package dev.chat.core.delivery;

import dev.chat.core.room.Position;
import dev.chat.core.user.UserId;

/** A subscriber and how far it was taken; guarded by its feed's lock, but for reading the position. */
final class Listener {
    private static final System.Logger LOG = System.getLogger(Listener.class.getName());

    final UserId user;
    volatile Position position;
    private final Subscriber subscriber;

    Listener(UserId user, Subscriber subscriber, Position position) {
        this.user = user;
        this.subscriber = subscriber;
        this.position = position;
    }

    /** Hands a delivery over; false if the subscriber failed. */
    boolean hand(Delivery delivery) {
        try {
            subscriber.deliver(delivery);
            return true;
        } catch (RuntimeException | Error failure) {
            LOG.log(System.Logger.Level.ERROR, "A subscriber failed and has lost its subscription", failure);
            return false;
        }
    }
}
