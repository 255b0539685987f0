package dev.chat.core.room;

import dev.chat.core.store.StoreException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Lets those who want to write in a room take turns, in the order in which they came. Whoever has the turn may take
 * along some of those who wait, and does their work as well; a room in which nobody waits costs nothing.
 */
final class RoomTurns {
    private final ConcurrentMap<RoomId, Deque<Ticket>> waiting = new ConcurrentHashMap<>();
    private final Duration patience;

    /** Lets nobody wait for longer than this. */
    RoomTurns(Duration patience) {
        this.patience = patience;
    }

    /**
     * Waits, and tells whether the ticket has the turn, which then has to be {@linkplain #end ended}; else it was taken
     * along.
     *
     * @throws StoreException if the turn has not come for too long: nothing was done, and it may be tried again
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
        if (!ticket.isCalledWithin(patience) && leave(room, ticket)) {
            String message = "Others have written in this room for " + patience;
            throw new StoreException(message, new TimeoutException(message), true);
        }
        return ticket.await();
    }

    /** False if the ticket waits no longer: it was called, or taken along. */
    private boolean leave(RoomId room, Ticket ticket) {
        AtomicBoolean left = new AtomicBoolean();
        waiting.computeIfPresent(room, (id, others) -> {
            left.set(others.remove(ticket));
            return others;
        });
        return left.get();
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

        private boolean isCalledWithin(Duration patience) {
            long deadline = System.nanoTime() + patience.toNanos();
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        called.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                        return true;
                    } catch (InterruptedException later) {
                        interrupted = true;
                    }
                }
            } catch (TimeoutException | ExecutionException late) {
                return false;
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
