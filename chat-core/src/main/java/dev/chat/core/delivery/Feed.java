package dev.chat.core.delivery;

import dev.chat.core.delivery.Delivery.Reason;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.CatchUp;
import dev.chat.core.room.Change;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.ChangeReader;
import dev.chat.core.room.Position;
import dev.chat.core.room.Reset;
import dev.chat.core.room.RoomId;
import dev.chat.core.store.StoreException;
import dev.chat.core.store.Work;
import dev.chat.core.user.UserId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One room's live changes and those who listen to them.
 *
 * <p>Everything happens under the feed's lock, and every read of the store too: so between a subscriber's catching up
 * and its first live change nothing fits. A change becomes visible in the store before it is published, and positions
 * become visible in their order; hence a change that skips a position says that the skipped ones can be read, and one
 * that is not after the head has been delivered already.
 */
final class Feed {
    private static final System.Logger LOG = System.getLogger(Feed.class.getName());

    private final RoomId room;
    private final ChangeReader reader;
    private final Set<Listener> listeners = new LinkedHashSet<>();
    private Position head = Position.START;
    private boolean retired;

    Feed(RoomId room, ChangeReader reader) {
        this.room = room;
        this.reader = reader;
    }

    /**
     * Catches the subscriber up and lets it listen from there.
     *
     * @return false if this feed was retired, and another has to be asked
     */
    synchronized boolean subscribe(Listener listener, Work<CatchUp, RejectedException> catchUp)
            throws RejectedException {
        if (retired) {
            return false;
        }
        switch (catchUp.run()) {
            case Reset reset -> listener.hand(new Delivery.Afresh(reset));
            case ChangeBatch batch -> {
                if (listeners.isEmpty()) {
                    // The head of a feed that nobody listens to stands still.
                    head = batch.upTo();
                }
                if (listener.hand(new Delivery.Started(room, batch.upTo()))) {
                    listeners.add(listener);
                    hand(listener, batch);
                }
            }
        }
        return true;
    }

    synchronized void unsubscribe(Listener listener) {
        listeners.remove(listener);
    }

    /** {@return whether nobody listens; if so, nobody ever will to this feed} */
    synchronized boolean retireIfEmpty() {
        retired = listeners.isEmpty();
        return retired;
    }

    synchronized void onChange(Change change) {
        if (listeners.isEmpty() || !change.position().isAfter(head)) {
            return;
        }
        if (change.position().equals(head.next())) {
            advance(ChangeBatch.of(change));
        } else {
            fillGap();
        }
    }

    private void fillGap() {
        try {
            switch (reader.since(room, head, null)) {
                case ChangeBatch batch -> advance(batch);
                case Reset reset -> endAll(new Delivery.Afresh(reset));
            }
        } catch (StoreException failure) {
            LOG.log(System.Logger.Level.WARNING, "Cannot read what room " + room + " lacks after " + head, failure);
            endAll(new Delivery.Ended(room, Reason.INTERRUPTED));
        }
    }

    private void advance(ChangeBatch batch) {
        head = batch.upTo();
        for (Listener listener : List.copyOf(listeners)) {
            hand(listener, batch);
        }
    }

    private void endAll(Delivery last) {
        List<Listener> all = List.copyOf(listeners);
        listeners.clear();
        all.forEach(listener -> listener.hand(last));
    }

    private void hand(Listener listener, ChangeBatch batch) {
        ChangeBatch rest = batch.since(listener.position);
        if (rest.isEmpty()) {
            return;
        }
        for (Change change : rest.changes()) {
            Reason end = endFor(listener.user, change);
            if (end != null) {
                // What came after is not for those who had left.
                pass(listener, rest.until(change.position()));
                listeners.remove(listener);
                listener.hand(new Delivery.Ended(room, end));
                return;
            }
        }
        pass(listener, rest);
    }

    private void pass(Listener listener, ChangeBatch batch) {
        listener.position = batch.upTo();
        if (!listener.hand(new Delivery.Changes(batch))) {
            listeners.remove(listener);
        }
    }

    private static @Nullable Reason endFor(UserId user, Change change) {
        return switch (change) {
            case Change.RoomChanged changed -> changed.state().isDeleted() ? Reason.DELETED : null;
            case Change.MemberChanged changed ->
                changed.member().isOf(user) && !changed.member().isActive() ? Reason.LEFT : null;
            case Change.MessageChanged changed -> null;
        };
    }

    /** A subscriber and how far it was taken; guarded by the feed's lock, but for reading the position. */
    static final class Listener {
        private final UserId user;
        private final Subscriber subscriber;
        private volatile Position position;

        Listener(UserId user, Subscriber subscriber, Position position) {
            this.user = user;
            this.subscriber = subscriber;
            this.position = position;
        }

        Position position() {
            return position;
        }

        private boolean hand(Delivery delivery) {
            try {
                subscriber.deliver(delivery);
                return true;
            } catch (RuntimeException failure) {
                LOG.log(System.Logger.Level.ERROR, "A subscriber failed and has lost its subscription", failure);
                return false;
            }
        }
    }
}
