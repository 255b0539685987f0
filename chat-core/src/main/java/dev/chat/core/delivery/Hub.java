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
    private static final System.Logger LOG = System.getLogger(Hub.class.getName());

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
     * <p>The subscriber is called on a thread of its own, and may block and send. While it is slow, a bounded number of
     * bytes waits for it, and what is beyond that it is given from the store later: it misses nothing, holds up nobody,
     * and is named in the log.
     *
     * @param after what the subscriber knows already
     * @param epoch the log that the position belongs to; null to trust that it is this one
     * @throws RejectedException {@link ErrorCode#ROOM_NOT_FOUND} or {@link ErrorCode#NOT_A_MEMBER}
     * @throws dev.chat.core.store.StoreException if the store fails; there is no subscription then
     */
    public Subscription subscribe(
            UserId actor, RoomId room, Position after, @Nullable Epoch epoch, Subscriber subscriber)
            throws RejectedException {
        return subscribe(new PatientListener(actor, room, subscriber, after), epoch);
    }

    /**
     * Lets a member listen to a room, as {@link #subscribe} does, on the dispatcher's own thread: for those who serve
     * many with few threads. All rooms wait while the subscriber is called, so it must hand the delivery on without
     * blocking, and must not call use cases that write: within the turn of a writer they throw
     * {@link IllegalStateException}.
     *
     * @throws RejectedException {@link ErrorCode#ROOM_NOT_FOUND} or {@link ErrorCode#NOT_A_MEMBER}
     * @throws dev.chat.core.store.StoreException if the store fails; there is no subscription then
     */
    public Subscription subscribeDirectly(
            UserId actor, RoomId room, Position after, @Nullable Epoch epoch, Subscriber subscriber)
            throws RejectedException {
        return subscribe(new DirectListener(actor, room, subscriber, after), epoch);
    }

    private Subscription subscribe(Listener listener, @Nullable Epoch epoch) throws RejectedException {
        RoomId room = listener.room;
        Position after = listener.position;
        Feed feed;
        try {
            do {
                feed = feeds.computeIfAbsent(room, id -> new Feed(id, changes, reader, backlog));
            } while (!feed.subscribe(
                    listener,
                    () -> history.changesSince(listener.user, room, after, epoch, CatchUpLimit.BEFORE_LISTENING)));
        } finally {
            retireIfEmpty(room);
        }
        listener.begin();
        return new FeedSubscription(feed, listener);
    }

    /**
     * Adds a listener that is told of every room that is created, renamed or deleted, at most once each, by the
     * dispatcher's threads: it must hand on without blocking.
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
            dispatcher.execute(() -> directoryListeners.forEach(listener -> tell(listener, changed.state())));
        }
    }

    private static void tell(Consumer<Room> listener, Room room) {
        try {
            listener.accept(room);
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.ERROR, "A listener to the directory failed; the others go on", failure);
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
        private final Feed feed;
        private final Listener listener;

        FeedSubscription(Feed feed, Listener listener) {
            this.feed = feed;
            this.listener = listener;
        }

        @Override
        public RoomId room() {
            return listener.room;
        }

        @Override
        public Position position() {
            return listener.reached();
        }

        @Override
        public void close() {
            feed.unsubscribe(listener);
            retireIfEmpty(listener.room);
        }
    }
}
