package dev.chat.web.javalin;

import dev.chat.core.Chat;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The rooms on a socket. */
final class Subscriptions {
    private static final int MAX_SUBSCRIPTIONS = 500;

    private final Chat chat;
    private final Connection connection;
    private final Map<RoomId, RoomSubscriber> subscribers = new ConcurrentHashMap<>();

    Subscriptions(Chat chat, Connection connection) {
        this.chat = chat;
        this.connection = connection;
    }

    /** Subscribes to a room, in place of an earlier subscription. */
    void subscribe(@Nullable String id, Command.Subscribe command) throws Refusal, RejectedException {
        RoomId room = command.room();
        RoomSubscriber earlier = subscribers.get(room);
        if (earlier == null && subscribers.size() >= MAX_SUBSCRIPTIONS) {
            throw new Refusal(
                    ProblemCode.TOO_MANY_SUBSCRIPTIONS,
                    "A socket can carry at most %d rooms.".formatted(MAX_SUBSCRIPTIONS));
        }
        RoomSubscriber subscriber = new RoomSubscriber(connection, this, room, command.after(), id);
        subscriber.attach(chat.hub()
                .subscribeDirectly(connection.caller().id(), room, command.after(), command.epoch(), subscriber));
        if (earlier != null) {
            earlier.close();
        }
        if (connection.isOver()) {
            subscriber.close();
        }
    }

    void unsubscribe(@Nullable String id, RoomId room) {
        RoomSubscriber subscriber = subscribers.get(room);
        if (subscriber != null) {
            subscriber.close();
        }
        synchronized (this) {
            subscribers.remove(room);
            connection.tell(room, Frames.unsubscribed(id, room));
        }
    }

    /** A subscription began; one that the room had before gets nothing more. */
    void begin(RoomSubscriber subscriber, byte[] frame) {
        silence(subscriber.room());
        synchronized (this) {
            subscribers.put(subscriber.room(), subscriber);
            connection.tell(subscriber.room(), frame);
        }
    }

    /** A subscription is over, or never came to be. */
    void finish(RoomSubscriber subscriber, byte[] frame) {
        silence(subscriber.room());
        synchronized (this) {
            subscribers.remove(subscriber.room());
            connection.tell(subscriber.room(), frame);
        }
        connection.finished();
    }

    /**
     * Tells how far each room has come, if there is any. Under the lock under which rooms come and go, so that none is
     * named after its end.
     */
    synchronized void beat() {
        if (!subscribers.isEmpty()) {
            Map<RoomId, Position> heads = new HashMap<>();
            subscribers.forEach((room, subscriber) -> heads.put(room, subscriber.position()));
            connection.mention(Frames.heartbeat(heads));
        }
    }

    /** Ends all, without a word. */
    void close() {
        subscribers.values().forEach(RoomSubscriber::close);
    }

    // Not under our own lock: whoever delivers to it holds its lock, and comes for ours.
    private void silence(RoomId room) {
        RoomSubscriber present = subscribers.get(room);
        if (present != null) {
            present.silence();
        }
    }
}
