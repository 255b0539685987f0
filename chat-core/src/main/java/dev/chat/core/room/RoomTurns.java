package dev.chat.core.room;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/**
 * Lets those who want to write in a room take turns, in the order in which they came. Whoever has the turn may take
 * along some of those who wait, and does their work as well; a room in which nobody waits costs nothing.
 */
final class RoomTurns {
    private final ConcurrentMap<RoomId, Deque<Ticket>> waiting = new ConcurrentHashMap<>();

    /**
     * Waits, and tells whether the ticket has the turn, which then has to be {@linkplain #end ended}; else it was taken
     * along.
     */
    boolean begin(RoomId room, Ticket ticket) {
        waiting.compute(room, (id, others) -> {
            if (others == null) {
                ticket.call(true);
                return new ArrayDeque<>();
            }
            others.add(ticket);
            return others;
        });
        return ticket.await();
    }

    /**
     * Takes along those who wait next, for as long as they are wanted; to be {@linkplain Ticket#done told} when done.
     */
    <T extends Ticket> List<T> takeAlong(RoomId room, Class<T> kind, Predicate<T> wanted) {
        List<T> taken = new ArrayList<>();
        waiting.computeIfPresent(room, (id, others) -> {
            while (kind.isInstance(others.peek()) && wanted.test(kind.cast(others.element()))) {
                taken.add(kind.cast(others.remove()));
            }
            return others;
        });
        return taken;
    }

    /** Hands the turn on. */
    void end(RoomId room) {
        waiting.computeIfPresent(room, (id, others) -> {
            Ticket next = others.poll();
            if (next == null) {
                return null;
            }
            next.call(true);
            return others;
        });
    }

    /** Somebody's place in the line. */
    static class Ticket {
        private final CompletableFuture<Boolean> called = new CompletableFuture<>();

        /** Tells whoever waits with it that its work is done. */
        final void done() {
            call(false);
        }

        private void call(boolean turn) {
            called.complete(turn);
        }

        /** Not to be interrupted: whoever has the turn may be at this ticket's work. */
        private boolean await() {
            return called.join();
        }
    }
}
