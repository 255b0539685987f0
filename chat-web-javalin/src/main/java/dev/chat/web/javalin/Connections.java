package dev.chat.web.javalin;

import dev.chat.core.room.Room;
import dev.chat.core.session.Token;
import dev.chat.core.user.UserId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All that is open on this node: sockets and streams. */
final class Connections {
    private static final Duration MIN_RETRY_AFTER = Duration.ofMillis(500);
    private static final Duration RETRY_AFTER_FOR_EACH = Duration.ofNanos(500_000);

    private final Set<Live> open = ConcurrentHashMap.newKeySet();
    private final Map<UserId, Integer> places = new ConcurrentHashMap<>();
    private final int mostOfOne;
    private volatile @Nullable Duration stopping;

    /** Lets no user have more than so many at once. */
    Connections(int mostOfOne) {
        this.mostOfOne = mostOfOne;
    }

    /**
     * Takes a place for one more of a user's, which is free again when that is {@linkplain #remove removed}.
     *
     * @return false if the user has as many as one may have
     */
    boolean takePlace(UserId user) {
        int[] before = {0};
        places.compute(user, (id, taken) -> {
            before[0] = taken == null ? 0 : taken;
            return Math.min(before[0] + 1, mostOfOne);
        });
        return before[0] < mostOfOne;
    }

    /** Gives a place back that was taken for something that is not added after all. */
    void leavePlace(UserId user) {
        places.computeIfPresent(user, (id, taken) -> taken == 1 ? null : taken - 1);
    }

    /** Adds what has a place. */
    void add(Live connection) {
        open.add(connection);
        Duration retryAfter = stopping;
        if (retryAfter != null) {
            connection.stop(retryAfter);
        }
    }

    void remove(Live connection) {
        if (open.remove(connection)) {
            leavePlace(connection.caller().id());
            synchronized (this) {
                notifyAll();
            }
        }
    }

    int count() {
        return open.size();
    }

    /** How many bytes wait for all readers together. */
    long waitingBytes() {
        return open.stream().mapToLong(Live::waitingBytes).sum();
    }

    void endUser(UserId user) {
        endThose(caller -> caller.id().equals(user));
    }

    void endSession(Token token) {
        endThose(caller -> token.equals(caller.token()));
    }

    /**
     * Tells every socket that carries many rooms of a room that was created, renamed or deleted. Does nothing once
     * stopped: the hub goes on calling.
     */
    void announce(Room room) {
        if (stopping == null && !open.isEmpty()) {
            byte[] frame = Frames.directory(room);
            open.forEach(connection -> connection.announce(frame));
        }
    }

    /** Ends all, and all that come later; waits until what was under way is answered and sent, or the time is up. */
    void stop(Duration patience) {
        Duration retryAfter = inviteBack();
        open.forEach(connection -> connection.stop(retryAfter));
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (this) {
            long left = patience.toNanos();
            while (!open.isEmpty() && left > 0) {
                try {
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                } catch (InterruptedException hurry) {
                    Thread.currentThread().interrupt();
                    return;
                }
                left = deadline - System.nanoTime();
            }
        }
    }

    /** When those who are here now may come back: the more they are, the longer they spread. Again tells the same. */
    private synchronized Duration inviteBack() {
        Duration retryAfter = stopping;
        if (retryAfter == null) {
            retryAfter = MIN_RETRY_AFTER.plus(RETRY_AFTER_FOR_EACH.multipliedBy(count()));
            stopping = retryAfter;
        }
        return retryAfter;
    }

    private void endThose(Predicate<Caller> whom) {
        open.stream().filter(each -> whom.test(each.caller())).forEach(Live::end);
    }

    /** Something that is open. No method blocks. */
    interface Live {
        Caller caller();

        /** How many bytes wait for the reader. */
        int waitingBytes();

        /** The caller is signed out. */
        void end();

        /** The server stops; to come back before this has passed would be too soon. */
        void stop(Duration retryAfter);

        /** Takes a frame about the directory of rooms, or leaves it. */
        void announce(byte[] frame);
    }
}
