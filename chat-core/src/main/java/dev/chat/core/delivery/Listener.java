package dev.chat.core.delivery;

import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import dev.chat.core.user.UserId;

/** A subscriber and how far it was taken; guarded by its feed's lock, but for reading positions. */
abstract class Listener {
    private static final System.Logger LOG = System.getLogger(Listener.class.getName());

    final UserId user;
    final RoomId room;

    /** How far the feed has taken it. */
    volatile Position position;

    private final Subscriber subscriber;

    Listener(UserId user, RoomId room, Subscriber subscriber, Position position) {
        this.user = user;
        this.room = room;
        this.subscriber = subscriber;
        this.position = position;
    }

    /** Hands a delivery over. */
    abstract Handed hand(Delivery delivery);

    /** {@return whether it takes no changes for now; it tells the feed once it does again} */
    abstract boolean isFull();

    /** {@return the last position that the subscriber itself was taken to} */
    abstract Position reached();

    /** The feed has let it in: it hears of this feed from now on. */
    abstract void joined(Feed feed);

    /** Lets the subscriber have what it is caught up with, on this thread. Called once, without the feed's lock. */
    abstract void begin();

    /** Lets the subscriber have nothing more. */
    abstract void close();

    /** Calls the subscriber; false if it failed. */
    final boolean deliver(Delivery delivery) {
        try {
            subscriber.deliver(delivery);
            return true;
        } catch (RuntimeException | Error failure) {
            LOG.log(System.Logger.Level.ERROR, "%s failed and has lost its subscription".formatted(this), failure);
            return false;
        }
    }

    /** Names the subscriber, for the log. */
    @Override
    public final String toString() {
        return "The subscriber %s of user %s in room %s"
                .formatted(subscriber.getClass().getName(), user, room);
    }

    /** What became of a delivery. */
    enum Handed {
        /** The subscriber has it, or will have it. */
        TAKEN,
        /** It was turned away: what it holds is read again once the listener has room. */
        FULL,
        /** The subscriber failed, and is to be handed nothing more. */
        FAILED
    }
}
