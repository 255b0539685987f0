package dev.chat.web.javalin;

import dev.chat.core.delivery.Delivery;
import dev.chat.core.delivery.Subscriber;
import dev.chat.core.delivery.Subscription;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.Position;
import dev.chat.core.room.Reset;
import dev.chat.core.room.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * One room on a socket. The hub calls with the room's lock held, so nothing here waits, and nothing closes a
 * subscription: that would take the lock of another room, the other way round than somebody else does.
 */
final class RoomSubscriber implements Subscriber {
    private final Connection connection;
    private final Subscriptions subscriptions;
    private final RoomId room;
    private final @Nullable String id;
    private boolean active = true;
    private boolean started;
    private boolean catchingUp = true;
    private volatile Position position;
    private @Nullable Subscription subscription;

    /** Creates a subscriber that knows all up to a position, and answers to the frame of this id. */
    RoomSubscriber(
            Connection connection, Subscriptions subscriptions, RoomId room, Position after, @Nullable String id) {
        this.connection = connection;
        this.subscriptions = subscriptions;
        this.room = room;
        this.id = id;
        position = after;
    }

    RoomId room() {
        return room;
    }

    /**
     * How far the client will be once it has read all that waits for it. The hub's own position is ahead of the queue.
     */
    Position position() {
        return position;
    }

    @Override
    public synchronized void deliver(Delivery delivery) {
        if (!active) {
            return;
        }
        switch (delivery) {
            case Delivery.Started begun -> {
                started = true;
                subscriptions.begin(this, Frames.subscribed(id, room, begun.head()));
            }
            case Delivery.Changes changes -> deliver(changes.batch());
            case Delivery.Afresh afresh -> reset(afresh.reset());
            case Delivery.Ended ended -> {
                active = false;
                subscriptions.finish(this, Frames.ended(room, ended.reason()));
            }
        }
    }

    /** Takes the hub's handle, once it has one, and lets go of it if nobody listens any more. */
    void attach(Subscription handle) {
        synchronized (this) {
            subscription = handle;
            catchingUp = false;
            if (active) {
                return;
            }
        }
        handle.close();
    }

    /** Lets nothing through any more. */
    synchronized void silence() {
        active = false;
    }

    /** Silences it and lets go of the room; not to be called by the hub. */
    void close() {
        Subscription handle;
        synchronized (this) {
            active = false;
            handle = subscription;
        }
        if (handle != null) {
            handle.close();
        }
    }

    private void deliver(ChangeBatch batch) {
        if (connection.offer(batch)) {
            position = batch.upTo();
        } else if (catchingUp) {
            // So much changed that it would only be in the way of all else: cheaper for both sides to load the room
            // afresh.
            reset(new Reset(room, connection.epoch(), batch.upTo()));
        } else {
            connection.abandon(CloseCode.TOO_SLOW);
        }
    }

    private void reset(Reset reset) {
        active = false;
        subscriptions.finish(this, Frames.reset(started ? null : id, reset));
    }
}
