package dev.chat.web.javalin;

import dev.chat.core.room.Room;
import dev.chat.core.session.Token;
import dev.chat.core.user.UserId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** All that is open on this node: sockets and streams. */
final class Connections {
    private final Set<Live> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    void add(Live connection) {
        open.add(connection);
        if (stopping) {
            connection.stop();
        }
    }

    void remove(Live connection) {
        if (open.remove(connection)) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    int count() {
        return open.size();
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
        if (!stopping && !open.isEmpty()) {
            byte[] frame = Frames.directory(room);
            open.forEach(connection -> connection.announce(frame));
        }
    }

    /** Ends all, and all that come later; waits until what was under way is answered and sent, or the time is up. */
    void stop(Duration patience) {
        stopping = true;
        open.forEach(Live::stop);
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

    private void endThose(Predicate<Caller> whom) {
        open.stream().filter(each -> whom.test(each.caller())).forEach(Live::end);
    }

    /** Something that is open. No method blocks. */
    interface Live {
        Caller caller();

        /** The caller is signed out. */
        void end();

        /** The server stops. */
        void stop();

        /** Takes a frame about the directory of rooms, or leaves it. */
        void announce(byte[] frame);
    }
}
