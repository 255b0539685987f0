package dev.chat.core;

import dev.chat.core.delivery.Broadcaster;
import dev.chat.core.delivery.Dispatcher;
import dev.chat.core.delivery.Heartbeat;
import dev.chat.core.delivery.Hub;
import dev.chat.core.delivery.LocalBroadcaster;
import dev.chat.core.id.IdGenerator;
import dev.chat.core.id.TimeOrderedIds;
import dev.chat.core.room.History;
import dev.chat.core.room.Members;
import dev.chat.core.room.Messages;
import dev.chat.core.room.RoomUseCases;
import dev.chat.core.room.Rooms;
import dev.chat.core.session.Sessions;
import dev.chat.core.user.Users;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A chat: its use cases, wired to a database. Each call that writes is a transaction of its own: it takes no part in
 * one of the host application's, such as that of {@code @Transactional}, unless it is made within
 * {@code JdbiPersistence.within}. Any number of chats may live in one process, each on its own database. Safe for use
 * by many threads at once.
 *
 * <pre>{@code
 * try (Chat chat = Chat.on(new InMemoryPersistence()).build()) {
 *     User ada = chat.users().create("Ada");
 *     Room room = chat.rooms().create(ada.id(), "Engines");
 *     chat.messages().send(ada.id(), room.id(), "first-1", "Hello!");
 * }
 * }</pre>
 */
public final class Chat implements AutoCloseable {
    private final Persistence persistence;
    private final Users users;
    private final Sessions sessions;
    private final RoomUseCases rooms;
    private final Hub hub;
    private final @Nullable Dispatcher ownDispatcher;
    private final @Nullable Heartbeat heartbeat;

    private Chat(Builder builder) {
        persistence = builder.persistence;
        Broadcaster broadcaster = builder.broadcaster;
        InstantSource clock = () -> builder.clock.instant().truncatedTo(ChronoUnit.MILLIS);
        IdGenerator ids = builder.ids == null ? new TimeOrderedIds(clock) : builder.ids;
        rooms = RoomUseCases.on(
                persistence.unitOfWork(),
                persistence.rooms(),
                persistence.members(),
                persistence.messages(),
                persistence.changeLog(),
                persistence.users(),
                clock,
                ids,
                builder.maxRoomsPerUser,
                broadcaster::publish);
        users = new Users(
                persistence.unitOfWork(),
                persistence.users(),
                persistence.identities(),
                List.of(rooms.accountChanges(), Sessions.endingWithAccounts(persistence.sessions())),
                clock,
                ids);
        sessions = new Sessions(persistence.unitOfWork(), persistence.sessions(), users, clock);
        Executor dispatcher = builder.dispatcher;
        ownDispatcher = dispatcher == null ? Dispatcher.start() : null;
        hub = new Hub(
                rooms.history(),
                rooms.changeReader(),
                broadcaster,
                Objects.requireNonNullElse(dispatcher, ownDispatcher),
                dispatcher == null ? Thread::startVirtualThread : dispatcher);
        heartbeat = builder.heartbeat.isZero() ? null : new Heartbeat(hub, builder.heartbeat);
    }

    /** {@return a builder of a chat on this database, which the chat closes with itself} */
    public static Builder on(Persistence persistence) {
        return new Builder(persistence);
    }

    /** {@return the use cases of users} */
    public Users users() {
        return users;
    }

    /** {@return the use cases of signing in and out} */
    public Sessions sessions() {
        return sessions;
    }

    /** {@return the use cases of rooms as a whole} */
    public Rooms rooms() {
        return rooms.rooms();
    }

    /** {@return the use cases of belonging to a room} */
    public Members members() {
        return rooms.members();
    }

    /** {@return the use cases of saying something} */
    public Messages messages() {
        return rooms.messages();
    }

    /** {@return the use cases of reading} */
    public History history() {
        return rooms.history();
    }

    /** {@return where to listen to rooms} */
    public Hub hub() {
        return hub;
    }

    /**
     * Makes sure that a message that is sent now can be stored, for a host's own answer to whether it is ready. It may
     * be called as often as one likes: what has been stored a few seconds ago is proof enough. May block.
     *
     * @throws dev.chat.core.store.StoreException why it cannot
     */
    public void requireWritable() {
        persistence.requireWritable();
    }

    /** Stops delivering and lets go of the database. What was acknowledged is durable; calls that come later fail. */
    @Override
    public void close() {
        if (heartbeat != null) {
            heartbeat.close();
        }
        if (ownDispatcher != null) {
            ownDispatcher.close();
        }
        persistence.close();
    }

    /** Gathers what a chat is made of. */
    public static final class Builder {
        private final Persistence persistence;
        private Broadcaster broadcaster = new LocalBroadcaster();
        private InstantSource clock = InstantSource.system();
        private @Nullable IdGenerator ids;
        private @Nullable Executor dispatcher;
        private Duration heartbeat = Duration.ofSeconds(2);
        private int maxRoomsPerUser = 1_000;

        private Builder(Persistence persistence) {
            this.persistence = persistence;
        }

        /** Carries changes between processes on the same database; by default there is only this one. */
        public Builder broadcaster(Broadcaster value) {
            broadcaster = value;
            return this;
        }

        /** Tells the time; by default the system's. Times are kept in milliseconds. */
        public Builder clock(InstantSource value) {
            clock = value;
            return this;
        }

        /** Makes ids; by default UUIDs of version 7. */
        public Builder ids(IdGenerator value) {
            ids = value;
            return this;
        }

        /**
         * Runs the delivery of live changes, and the reads that fill gaps; by default a {@link Dispatcher} of the
         * chat's own, and a virtual thread for each read. It must run what it is given in that order, and is not shut
         * down with the chat.
         */
        public Builder dispatcher(Executor value) {
            dispatcher = value;
            return this;
        }

        /**
         * How often the chat asks the store whether it has missed something, because another process died between
         * commit and publication or the broadcaster has lost it; by default every 2 seconds. It costs one read for a
         * thousand rooms that somebody listens to. Zero never asks: then such a change is delivered with the next one
         * of its room, or when somebody calls {@link Hub#beat}.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder heartbeat(Duration value) {
            if (value.isNegative()) {
                throw new IllegalArgumentException("A heartbeat is not negative: " + value);
            }
            heartbeat = value;
            return this;
        }

        /**
         * How many rooms a user may be a member of; by default 1,000. Ten times as many may know the user, those that
         * the user has left among them. What is beyond is refused with
         * {@link dev.chat.core.error.ErrorCode#TOO_MANY_ROOMS}: a user's new name, or the end of the account, is a
         * change in each of these rooms, for which everybody waits who writes. {@link Integer#MAX_VALUE} is no limit.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxRoomsPerUser(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("A user may be in one room at least: " + value);
            }
            maxRoomsPerUser = value;
            return this;
        }

        /** {@return the chat} */
        public Chat build() {
            return new Chat(this);
        }
    }
}
