package dev.chat.core.delivery;

import dev.chat.core.delivery.Delivery.Reason;
import dev.chat.core.delivery.Listener.Handed;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.CatchUp;
import dev.chat.core.room.CatchUpLimit;
import dev.chat.core.room.Change;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.ChangeReader;
import dev.chat.core.room.Position;
import dev.chat.core.room.Reset;
import dev.chat.core.room.RoomId;
import dev.chat.core.store.Work;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One room's live changes and those who listen to them.
 *
 * <p>A change becomes visible in the store before it is published, and positions become visible in their order. Hence
 * whoever has heard of a position, by whatever way, can read all up to it; a change that skips a position says that the
 * skipped ones can be read; and one that a listener has passed was handed to it already.
 *
 * <p>Each listener has a position of its own. A live change goes to those who know all before it. The feed remembers
 * the last position that it has heard of, and as long as somebody is behind that, it reads from the store what the one
 * furthest behind lacks. So it does not matter in which order changes come, how often, or whether at all; and who is
 * behind, because it has just come or lost something, holds up nobody else.
 */
final class Feed {
    private static final System.Logger LOG = System.getLogger(Feed.class.getName());

    /** Far more than it takes to hand a batch to ten thousand sockets. */
    private static final Duration SLOW = Duration.ofMillis(200);

    private final RoomId room;
    private final ChangeReader changes;
    private final Executor reader;
    private final Incoming incoming;

    /** Iterated far more often than altered, and altered while it is iterated. */
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** The last position that is known to be committed. */
    private Position heard = Position.START;

    private int joining;
    private boolean reading;
    private boolean retired;

    Feed(RoomId room, ChangeReader changes, Executor reader, Backlog backlog) {
        this.room = room;
        this.changes = changes;
        this.reader = reader;
        incoming = new Incoming(backlog);
    }

    RoomId room() {
        return room;
    }

    /** What was published in the room, and waits until it is {@linkplain #deliverNext delivered}. */
    Incoming incoming() {
        return incoming;
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
        listener.close();
    }

    /** Hears that a listener that was full takes changes again. */
    synchronized void resume() {
        readIfBehind();
    }

    /** {@return whether nobody listens; if so, nobody ever will to this feed} */
    synchronized boolean retireIfEmpty() {
        retired = joining == 0 && listeners.isEmpty();
        return retired;
    }

    /** Delivers what came in and waits next, if anything does. */
    synchronized void deliverNext() {
        // Taken under the same lock under which it is handed on, so that it stays in order.
        ChangeBatch batch = incoming.poll();
        if (batch != null) {
            long begun = System.nanoTime();
            hand(batch);
            tellIfSlow(Duration.ofNanos(System.nanoTime() - begun));
            onHead(batch.upTo());
        }
    }

    /** Those on the dispatcher's own thread must only hand on. */
    private void tellIfSlow(Duration taken) {
        if (taken.compareTo(SLOW) > 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Room {0} held up all rooms for {1} ms, handing a batch to {2} listeners. Is there one among them"
                            + " that blocks? Hub.subscribe is for those, and not Hub.subscribeDirectly",
                    room,
                    taken.toMillis(),
                    listeners.size());
        }
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
        listener.joined(this);
        if (listener.hand(new Delivery.Started(room, batch.upTo())) == Handed.TAKEN) {
            listeners.add(listener);
            hand(listener, batch);
        }
        // The others may not have heard of what this one has read.
        onHead(batch.upTo());
    }

    private void readIfBehind() {
        if (reading || !isAnybodyBehind()) {
            return;
        }
        reading = true;
        try {
            reader.execute(this::readOn);
        } catch (RuntimeException | Error failure) {
            // The next change, or the heartbeat, tries again.
            reading = false;
            LOG.log(System.Logger.Level.WARNING, "Cannot read what room " + room + " lacks", failure);
        }
    }

    private boolean isAnybodyBehind() {
        for (Listener listener : listeners) {
            if (heard.isAfter(listener.position) && !listener.isFull()) {
                return true;
            }
        }
        return false;
    }

    private void readOn() {
        Position after;
        Position target;
        synchronized (this) {
            target = heard;
            after = listeners.stream()
                    .filter(listener -> !listener.isFull())
                    .map(listener -> listener.position)
                    .min(Comparator.naturalOrder())
                    .orElse(target);
        }
        CatchUp found = read(after);
        synchronized (this) {
            reading = false;
            switch (found) {
                case null -> endThoseBehind(after, new Delivery.Ended(room, Reason.INTERRUPTED));
                case Reset reset -> endThoseBehind(after, new Delivery.Afresh(reset));
                case ChangeBatch batch -> {
                    hand(batch);
                    if (heard.equals(target)) {
                        // All that there is was read: whoever said that there is more was wrong.
                        heard = batch.upTo();
                    }
                }
            }
            readIfBehind();
        }
    }

    private @Nullable CatchUp read(Position after) {
        try {
            return changes.since(room, after, null, CatchUpLimit.BEFORE_LISTENING);
        } catch (RuntimeException | Error failure) {
            LOG.log(System.Logger.Level.WARNING, "Cannot read what room " + room + " lacks after " + after, failure);
            return null;
        }
    }

    /** Ends those who have not got beyond a position, from which there is no way on. */
    private void endThoseBehind(Position after, Delivery last) {
        List<Listener> behind = listeners.stream()
                .filter(listener -> !listener.isFull() && !listener.position.isAfter(after))
                .toList();
        listeners.removeAll(behind);
        behind.forEach(listener -> listener.hand(last));
    }

    /** Hands a batch to those who know all before it. */
    private void hand(ChangeBatch batch) {
        if (batch.isEmpty()) {
            return;
        }
        Delivery.Changes whole = new Delivery.Changes(batch);
        boolean endsForSome = batch.changes().stream().anyMatch(Feed::mayEnd);
        for (Listener listener : listeners) {
            if (!endsForSome && listener.position.equals(batch.after())) {
                // Nearly always, for nearly all.
                pass(listener, whole);
            } else if (!batch.after().isAfter(listener.position)) {
                hand(listener, batch);
            }
        }
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
                if (pass(listener, new Delivery.Changes(rest.until(change.position())))) {
                    listeners.remove(listener);
                    listener.hand(new Delivery.Ended(room, end));
                }
                return;
            }
        }
        pass(listener, new Delivery.Changes(rest));
    }

    /** Takes a listener further; false if it has to wait for that, or has failed. */
    private boolean pass(Listener listener, Delivery.Changes changes) {
        Position before = listener.position;
        listener.position = changes.batch().upTo();
        Handed handed = listener.hand(changes);
        switch (handed) {
            case TAKEN -> {}
            case FULL -> listener.position = before;
            case FAILED -> {
                listeners.remove(listener);
                // If it can still be told.
                listener.hand(new Delivery.Ended(room, Reason.INTERRUPTED));
            }
        }
        return handed == Handed.TAKEN;
    }

    private static boolean mayEnd(Change change) {
        return switch (change) {
            case Change.RoomChanged changed -> changed.state().isDeleted();
            case Change.MemberChanged changed -> !changed.member().isActive();
            case Change.MessageChanged changed -> false;
        };
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
