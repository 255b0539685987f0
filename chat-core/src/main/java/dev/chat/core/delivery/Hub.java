package dev.chat.core.delivery;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.Change;
import dev.chat.core.room.ChangeReader;
import dev.chat.core.room.Epoch;
import dev.chat.core.room.History;
import dev.chat.core.room.Position;
import dev.chat.core.room.Room;
import dev.chat.core.room.RoomId;
import dev.chat.core.user.UserId;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where one process listens to rooms. Each subscriber gets every change after its position, in order and without a gap,
 * whatever the broadcaster does to them on the way. Safe for use by many threads at once.
 */
public final class Hub {
    private final History history;
    private final ChangeReader reader;
    private final Executor dispatcher;
    private final ConcurrentMap<RoomId, Feed> feeds = new ConcurrentHashMap<>();
    private final List<Consumer<Room>> directoryListeners = new CopyOnWriteArrayList<>();

    /**
     * Creates a hub that listens to the broadcaster.
     *
     * @param dispatcher runs the delivery of live changes; one thread serves many rooms
     */
    public Hub(History history, ChangeReader reader, Broadcaster broadcaster, Executor dispatcher) {
        this.history = history;
        this.reader = reader;
        this.dispatcher = dispatcher;
        broadcaster.listen(this::onChange);
    }

    /**
     * Lets a member listen to a room. What happened after {@code after} is delivered before this returns, then what
     * happens, until the subscription is closed or a delivery ends it.
     *
     * @param after what the subscriber knows already
     * @param epoch the log that the position belongs to; null to trust that it is this one
     * @throws RejectedException {@link ErrorCode#ROOM_NOT_FOUND} or {@link ErrorCode#NOT_A_MEMBER}
     * @throws dev.chat.core.store.StoreException if the store fails; there is no subscription then
     */
    public Subscription subscribe(
            UserId actor, RoomId room, Position after, @Nullable Epoch epoch, Subscriber subscriber)
            throws RejectedException {
        Feed.Listener listener = new Feed.Listener(actor, subscriber, after);
        Feed feed;
        try {
            do {
                feed = feeds.computeIfAbsent(room, id -> new Feed(id, reader));
            } while (!feed.subscribe(listener, () -> history.changesSince(actor, room, after, epoch)));
        } finally {
            retireIfEmpty(room);
        }
        return new FeedSubscription(room, feed, listener);
    }

    /**
     * Adds a listener that is told of every room that is created, renamed or deleted, at most once each, by the
     * dispatcher's threads.
     */
    public void listenToDirectory(Consumer<Room> listener) {
        directoryListeners.add(listener);
    }

    private void onChange(Change change) {
        if (feeds.containsKey(change.room()) || change instanceof Change.RoomChanged) {
            dispatcher.execute(() -> dispatch(change));
        }
    }

    private void dispatch(Change change) {
        Feed feed = feeds.get(change.room());
        if (feed != null) {
            feed.onChange(change);
            retireIfEmpty(change.room());
        }
        if (change instanceof Change.RoomChanged room) {
            directoryListeners.forEach(listener -> listener.accept(room.state()));
        }
    }

    private void retireIfEmpty(RoomId room) {
        Feed feed = feeds.get(room);
        if (feed != null && feed.retireIfEmpty()) {
            feeds.remove(room, feed);
        }
    }

    private final class FeedSubscription implements Subscription {
        private final RoomId room;
        private final Feed feed;
        private final Feed.Listener listener;

        FeedSubscription(RoomId room, Feed feed, Feed.Listener listener) {
            this.room = room;
            this.feed = feed;
            this.listener = listener;
        }

        @Override
        public RoomId room() {
            return room;
        }

        @Override
        public Position position() {
            return listener.position();
        }

        @Override
        public void close() {
            feed.unsubscribe(listener);
            retireIfEmpty(room);
        }
    }
}
