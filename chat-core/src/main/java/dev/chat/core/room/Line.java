package dev.chat.core.room;

import dev.chat.core.store.StoreException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets those who want to write take turns, in the order in which they came. Whoever has the turn may take along some of
 * those who wait, and does their work as well. Safe for use by many threads at once; never blocks.
 */
final class Line {
    private static final System.Logger LOG = System.getLogger(Line.class.getName());

    /** Held for moments only, never while somebody is told: many come at once, above all those just served. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Deque<Place> waiting = new ArrayDeque<>();
    private final Duration patience;
    private boolean taken;
    private boolean watched;

    /** Lets nobody wait for longer than this. */
    Line(Duration patience) {
        this.patience = patience;
    }

    /** Gives the ticket the turn when it comes, which may be at once. */
    void enter(Ticket ticket) {
        if (locked(() -> takeTurnOrQueue(ticket))) {
            ticket.onTurn();
        }
    }

    private boolean takeTurnOrQueue(Ticket ticket) {
        if (taken) {
            waiting.add(new Place(ticket, System.nanoTime()));
            watch();
            return false;
        }
        taken = true;
        return true;
    }

    /** Takes along those who wait next, for as long as they are wanted. They hear no more from the line. */
    <T extends Ticket> List<T> takeAlong(Class<T> kind, Predicate<T> wanted) {
        return locked(() -> {
            List<T> along = new ArrayList<>();
            while (!waiting.isEmpty()
                    && kind.isInstance(waiting.element().ticket)
                    && wanted.test(kind.cast(waiting.element().ticket))) {
                along.add(kind.cast(waiting.remove().ticket));
            }
            return along;
        });
    }

    /** Hands the turn on. */
    void end() {
        Ticket next = locked(this::next);
        if (next != null) {
            next.onTurn();
        }
    }

    private @Nullable Ticket next() {
        Place next = waiting.poll();
        taken = next != null;
        return next == null ? null : next.ticket;
    }

    /** One look for all who wait: nearly always they are served long before it. */
    private void watch() {
        Place first = waiting.peek();
        if (first == null || watched) {
            return;
        }
        try {
            CompletableFuture.delayedExecutor(patienceLeft(first), TimeUnit.NANOSECONDS)
                    .execute(this::giveUpLate);
            watched = true;
        } catch (RuntimeException | Error noThread) {
            // Who comes next tries again; until then they wait for longer.
            LOG.log(System.Logger.Level.WARNING, "Nobody looks after those who wait to write", noThread);
        }
    }

    private long patienceLeft(Place place) {
        return patience.toNanos() - (System.nanoTime() - place.since);
    }

    private void giveUpLate() {
        String message = "Others have written for " + patience;
        locked(this::removeLate)
                .forEach(late -> late.onGivenUp(new StoreException(message, new TimeoutException(message), true)));
    }

    private List<Ticket> removeLate() {
        List<Ticket> late = new ArrayList<>();
        while (!waiting.isEmpty() && patienceLeft(waiting.element()) <= 0) {
            late.add(waiting.remove().ticket);
        }
        watched = false;
        watch();
        return late;
    }

    private <T extends @Nullable Object> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Somebody who wants to write. Unless it is taken along, it hears one of two things, once, on whatever thread knows
     * it first; neither may block or throw.
     */
    interface Ticket {
        /** It has the turn, which has to be {@linkplain Line#end ended}. */
        void onTurn();

        /** Its turn has not come for too long: nothing was done, and it may be tried again. */
        void onGivenUp(StoreException reason);
    }

    private record Place(Ticket ticket, long since) {}
}
