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
import dev.chat.core.store.Work;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One room's live changes and those who listen to them.
 *
 * <p>A change becomes visible in the store before it is published, and positions become visible in their order. Hence
 * whoever has heard of a position, by whatever way, can read all up to it; a change that skips a position says that the
 * skipped ones can be read; and one that is not after the head has been delivered already.
 *
 * <p>The feed remembers the last position that it has heard of, and reads from the store whatever lies between that and
 * its head, while live changes wait. So it does not matter in which order changes come, how often, or whether at all.
 *
 * <p>A subscriber is caught up by a read of its own, so that the others go on. If they were taken further meanwhile,
 * the feed's head goes back to where the subscriber is, and the way from there is read once more; whoever knows it
 * already is not told again.
 */
final class Feed {
    private static final System.Logger LOG = System.getLogger(Feed.class.getName());

    private final RoomId room;
    private final ChangeReader changes;
    private final Executor reader;
    private final Set<Listener> listeners = new LinkedHashSet<>();

    /** All listeners were taken here, or beyond. */
    private Position head = Position.START;

    /** The last position that is known to be committed. */
    private Position heard = Position.START;

    private int joining;
    private boolean reading;
    private boolean retired;

    Feed(RoomId room, ChangeReader changes, Executor reader) {
        this.room = room;
        this.changes = changes;
        this.reader = reader;
    }

    /**
     * Catches the subscriber up and lets it listen from there.
     *
     * @return false if this feed was retired, and another has to be asked
     */
    boolean subscribe(Listener listener, Work<CatchUp, RejectedException> catchUp) throws RejectedException {
        if (!beginJoining()) {
            return false;
        }
        try {
            switch (catchUp.run()) {
                case Reset reset -> listener.hand(new Delivery.Afresh(reset));
                case ChangeBatch batch -> attach(listener, batch);
            }
            return true;
        } finally {
            endJoining();
        }
    }

    synchronized void unsubscribe(Listener listener) {
        listeners.remove(listener);
    }

    /** {@return whether nobody listens; if so, nobody ever will to this feed} */
    synchronized boolean retireIfEmpty() {
        retired = joining == 0 && listeners.isEmpty();
        return retired;
    }

    synchronized void onChange(Change change) {
        if (!listeners.isEmpty() && !reading && change.position().equals(head.next())) {
            advance(ChangeBatch.of(change));
        }
        onHead(change.position());
    }

    /** Hears that the room's log reaches to a position. */
    synchronized void onHead(Position position) {
        if (position.isAfter(heard)) {
            heard = position;
        }
        readIfBehind();
    }

    private synchronized boolean beginJoining() {
        if (!retired) {
            joining++;
        }
        return !retired;
    }

    private synchronized void endJoining() {
        joining--;
    }

    private synchronized void attach(Listener listener, ChangeBatch batch) {
        if (listeners.isEmpty() || head.isAfter(batch.upTo())) {
            head = batch.upTo();
        }
        if (listener.hand(new Delivery.Started(room, batch.upTo()))) {
            listeners.add(listener);
            hand(listener, batch);
        }
        // The others may not have heard of what this one has read.
        onHead(batch.upTo());
    }

    private void readIfBehind() {
        if (!listeners.isEmpty() && !reading && heard.isAfter(head)) {
            reading = true;
            reader.execute(this::readOn);
        }
    }

    private void readOn() {
        Position after;
        Position target;
        synchronized (this) {
            after = head;
            target = heard;
        }
        CatchUp found = read(after);
        synchronized (this) {
            reading = false;
            switch (found) {
                case null -> endAll(new Delivery.Ended(room, Reason.INTERRUPTED));
                case Reset reset -> endAll(new Delivery.Afresh(reset));
                case ChangeBatch batch -> take(batch, target);
            }
            readIfBehind();
        }
    }

    private void take(ChangeBatch batch, Position target) {
        if (batch.after().isAfter(head)) {
            // Somebody has come meanwhile who does not know what this follows.
            return;
        }
        advance(batch);
        if (heard.equals(target)) {
            // All that there is was read: whoever said that there is more was wrong.
            heard = head;
        }
    }

    private @Nullable CatchUp read(Position after) {
        try {
            return changes.since(room, after, null);
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.WARNING, "Cannot read what room " + room + " lacks after " + after, failure);
            return null;
        }
    }

    private void advance(ChangeBatch batch) {
        if (batch.upTo().isAfter(head)) {
            head = batch.upTo();
        }
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
            Reason end = endFor(listener, change);
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

    private static @Nullable Reason endFor(Listener listener, Change change) {
        return switch (change) {
            case Change.RoomChanged changed -> changed.state().isDeleted() ? Reason.DELETED : null;
            case Change.MemberChanged changed ->
                changed.member().isOf(listener.user) && !changed.member().isActive() ? Reason.LEFT : null;
            case Change.MessageChanged changed -> null;
        };
    }
}
