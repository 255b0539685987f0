package dev.chat.core.room;

import dev.chat.core.store.StoreException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets those who want to write take turns, in the order in which they came. Whoever has the turn may take along some of
 * those who wait, and does their work as well.
 */
final class Line {
    /** Held for moments only, never while somebody is woken: many come at once, above all those just served. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Deque<Ticket> waiting = new ArrayDeque<>();
    private final Duration patience;
    private boolean taken;

    /** Lets nobody wait for longer than this. */
    Line(Duration patience) {
        this.patience = patience;
    }

    /**
     * Waits, and tells whether the ticket has the turn, which then has to be {@linkplain #end ended}; else it was taken
     * along.
     *
     * @throws StoreException if the turn has not come for too long: nothing was done, and it may be tried again
     */
    boolean begin(Ticket ticket) {
        if (locked(() -> takeTurnOrQueue(ticket))) {
            return true;
        }
        if (!ticket.isCalledWithin(patience) && locked(() -> waiting.remove(ticket))) {
            String message = "Others have written for " + patience;
            throw new StoreException(message, new TimeoutException(message), true);
        }
        return ticket.await();
    }

    private boolean takeTurnOrQueue(Ticket ticket) {
        if (taken) {
            waiting.add(ticket);
            return false;
        }
        taken = true;
        return true;
    }

    /**
     * Takes along those who wait next, for as long as they are wanted; to be {@linkplain Ticket#done told} when done.
     */
    <T extends Ticket> List<T> takeAlong(Class<T> kind, Predicate<T> wanted) {
        return locked(() -> {
            List<T> along = new ArrayList<>();
            while (kind.isInstance(waiting.peek()) && wanted.test(kind.cast(waiting.element()))) {
                along.add(kind.cast(waiting.remove()));
            }
            return along;
        });
    }

    /** Hands the turn on. */
    void end() {
        Ticket next = locked(this::next);
        if (next != null) {
            next.call(true);
        }
    }

    private @Nullable Ticket next() {
        Ticket next = waiting.poll();
        taken = next != null;
        return next;
    }

    private <T extends @Nullable Object> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
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
