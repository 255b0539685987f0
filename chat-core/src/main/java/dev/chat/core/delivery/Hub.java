package dev.chat.core.delivery;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.CatchUpLimit;
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
    /** How much may wait for the dispatcher, in bytes; what comes then is read from the store once it gets that far. */
    private static final long MAX_BACKLOG = 32L * 1024 * 1024;

    /** How many rooms are asked about in one read. */
    private static final int ROOMS_AT_ONCE = 1_000;

    private final History history;
    private final ChangeReader changes;
    private final Executor dispatcher;
    private final Executor reader;
    private final Backlog backlog = new Backlog(MAX_BACKLOG);
    private final ConcurrentMap<RoomId, Feed> feeds = new ConcurrentHashMap<>();
    private final List<Consumer<Room>> directoryListeners = new CopyOnWriteArrayList<>();

    /**
     * Creates a hub that listens to the broadcaster.
     *
     * @param dispatcher runs the delivery of live changes, in the order in which it is handed them; one thread serves
     *     many rooms
     * @param reader runs the reads that fill gaps, each of which may block
     */
    public Hub(History history, ChangeReader changes, Broadcaster broadcaster, Executor dispatcher, Executor reader) {
        this.history = history;
        this.changes = changes;
        this.dispatcher = dispatcher;
        this.reader = reader;
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
        Listener listener = new Listener(actor, subscriber, after);
        Feed feed;
        try {
            do {
                feed = feeds.computeIfAbsent(room, id -> new Feed(id, changes, reader, backlog));
            } while (!feed.subscribe(
                    listener, () -> history.changesSince(actor, room, after, epoch, CatchUpLimit.BEFORE_LISTENING)));
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

    /**
     * Asks the store how far the rooms reach that somebody listens to, and delivers what nobody has told of: changes of
     * a process that died between commit and publication, or that the broadcaster has lost. To be called every few
     * seconds; a {@link dev.chat.core.Chat} does so.
     *
     * @throws dev.chat.core.store.StoreException if the store fails; the next beat asks again
     */
    public void beat() {
        List<RoomId> rooms = List.copyOf(feeds.keySet());
        for (int from = 0; from < rooms.size(); from += ROOMS_AT_ONCE) {
            List<RoomId> some = rooms.subList(from, Math.min(from + ROOMS_AT_ONCE, rooms.size()));
            changes.heads(some).forEach(this::onHead);
        }
    }

    /** How many rooms somebody listens to, for tests. */
    int rooms() {
        return feeds.size();
    }

    private void onHead(RoomId room, Position head) {
        // Behind what was published before: that is on its way.
        dispatcher.execute(() -> {
            Feed feed = feeds.get(room);
            if (feed != null) {
                feed.onHead(head);
                retireIfEmpty(room);
            }
        });
    }

    private void onChange(Change change) {
        Feed feed = feeds.get(change.room());
        if (feed != null && feed.incoming().add(change)) {
            callDispatcher(feed);
        }
        if (change instanceof Change.RoomChanged changed) {
            dispatcher.execute(() -> directoryListeners.forEach(listener -> listener.accept(changed.state())));
        }
    }

    private void callDispatcher(Feed feed) {
        boolean accepted = false;
        try {
            dispatcher.execute(() -> dispatch(feed));
            accepted = true;
        } finally {
            if (!accepted) {
                feed.incoming().clear();
            }
        }
    }

    private void dispatch(Feed feed) {
        feed.deliverNext();
        retireIfEmpty(feed.room());
        if (feed.incoming().leftSome()) {
            // After the other rooms.
            callDispatcher(feed);
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
        private final Listener listener;

        FeedSubscription(RoomId room, Feed feed, Listener listener) {
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
            return listener.position;
        }

        @Override
        public void close() {
            feed.unsubscribe(listener);
            retireIfEmpty(room);
        }
    }
}
