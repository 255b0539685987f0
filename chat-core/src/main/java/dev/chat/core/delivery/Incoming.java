package dev.chat.core.delivery;

import dev.chat.core.room.Change;
import dev.chat.core.room.ChangeBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What was published in one room and waits for the dispatcher. Changes that wait behind each other leave as one batch,
 * so that all of them together cost as much for each listener as one. Nobody waits for a timer: while the dispatcher
 * has nothing else to do, each leaves alone. Safe for use by many threads at once.
 */
final class Incoming {
    /** How large a joined batch may become, in bytes: no reader that keeps up should lack the room for it. */
    private static final long MAX_JOINED = 64 * 1024;

    private final Backlog backlog;
    private final Queue<Change> waiting = new ArrayDeque<>();
    private boolean called;
    private boolean leftSome;

    Incoming(Backlog backlog) {
        this.backlog = backlog;
    }

    /**
     * Takes a change in, unless too much waits already.
     *
     * @return whether the dispatcher has to be called, since nobody has called it for what waits
     */
    synchronized boolean add(Change change) {
        if (!backlog.admit(change)) {
            return false;
        }
        waiting.add(change);
        boolean first = !called;
        called = true;
        return first;
    }

    /** Takes the changes that wait next, as far as they can be one batch; null if none waits. */
    synchronized @Nullable ChangeBatch poll() {
        List<Change> joined = new ArrayList<>();
        long bytes = 0;
        for (Change next = waiting.peek(); next != null && fits(joined, bytes, next); next = waiting.peek()) {
            backlog.release(next);
            bytes += Backlog.size(next);
            joined.add(waiting.remove());
        }
        leftSome = !waiting.isEmpty();
        called = leftSome;
        return joined.isEmpty() ? null : ChangeBatch.of(joined);
    }

    /** {@return whether more waited than was taken last: then the dispatcher has to be called again} */
    synchronized boolean leftSome() {
        return leftSome;
    }

    /** Drops all that waits. */
    synchronized void clear() {
        waiting.forEach(backlog::release);
        waiting.clear();
        called = false;
    }

    private static boolean fits(List<Change> joined, long bytes, Change next) {
        return joined.isEmpty()
                || (joined.getLast().position().next().equals(next.position())
                        && bytes + Backlog.size(next) <= MAX_JOINED);
    }
}
