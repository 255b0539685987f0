package dev.chat.core.delivery;

import dev.chat.core.delivery.Delivery.Reason;
import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import dev.chat.core.user.UserId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One whose subscriber may take its time: it is called on a thread of its own, one delivery after the other, and what
 * comes meanwhile waits here. Only so much of it: changes beyond that are turned away, and read from the store once the
 * subscriber has taken what waits. So a slow subscriber costs a bounded number of bytes, and nobody else any time.
 */
final class PatientListener extends Listener {
    private static final System.Logger LOG = System.getLogger(PatientListener.class.getName());

    /** How many bytes may wait. */
    static final long MAX_WAITING = 1024 * 1024;

    /** A delivery that takes longer is told of, once for each subscription. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private static final Thread.Builder THREADS =
            Thread.ofVirtual().name("chat-subscriber").inheritInheritableThreadLocals(false);

    private final Queue<Delivery> waiting = new ArrayDeque<>();
    private long bytes;

    /** Whether some thread calls the subscriber; at first the one that subscribes. */
    private boolean running = true;

    private volatile boolean full;
    private boolean closed;
    private boolean toldSlow;
    private volatile long begunAt = System.nanoTime();
    private volatile Position reached;
    private volatile @Nullable Feed feed;

    PatientListener(UserId user, RoomId room, Subscriber subscriber, Position position) {
        super(user, room, subscriber, position);
        reached = position;
    }

    @Override
    Handed hand(Delivery delivery) {
        synchronized (this) {
            if (closed) {
                return Handed.TAKEN;
            }
            long size = size(delivery);
            if (!waiting.isEmpty() && size > 0 && bytes + size > MAX_WAITING) {
                tellOnceFull();
                full = true;
                return Handed.FULL;
            }
            waiting.add(delivery);
            bytes += size;
            if (running) {
                return Handed.TAKEN;
            }
            running = true;
        }
        THREADS.start(this::run);
        return Handed.TAKEN;
    }

    private void tellOnceFull() {
        if (!full) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} has been at one delivery for {1} ms and {2} kB wait for it. What comes now it will get from"
                            + " the store; nobody else waits for it",
                    this,
                    elapsed().toMillis(),
                    bytes / 1024);
        }
    }

    @Override
    boolean isFull() {
        return full;
    }

    @Override
    Position reached() {
        return reached;
    }

    @Override
    void joined(Feed value) {
        feed = value;
    }

    @Override
    void begin() {
        int first;
        synchronized (this) {
            first = waiting.size();
        }
        for (; first > 0; first--) {
            deliverNext();
        }
        synchronized (this) {
            if (waiting.isEmpty() && !full) {
                running = false;
                return;
            }
        }
        THREADS.start(this::run);
    }

    @Override
    synchronized void close() {
        closed = true;
        waiting.clear();
        bytes = 0;
    }

    private void run() {
        while (deliverNext()) {
            // Until nothing waits.
        }
    }

    /** Lets the subscriber have what waits next; false if nothing does, and then this thread is done. */
    private boolean deliverNext() {
        Delivery next;
        boolean resumes;
        synchronized (this) {
            next = waiting.poll();
            if (next != null) {
                bytes -= size(next);
            } else {
                running = false;
            }
            resumes = next == null && full;
            full &= !resumes;
        }
        if (resumes) {
            Objects.requireNonNull(feed, "feed").resume();
        }
        if (next != null) {
            call(next);
        }
        return next != null;
    }

    private void call(Delivery delivery) {
        begunAt = System.nanoTime();
        if (!deliver(delivery)) {
            fail();
            return;
        }
        if (delivery instanceof Delivery.Changes changes) {
            reached = changes.batch().upTo();
        }
        if (!toldSlow && elapsed().compareTo(SLOW) > 0) {
            toldSlow = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} took {1} ms for one delivery. Nobody else waits for it",
                    this,
                    elapsed().toMillis());
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begunAt);
    }

    private void fail() {
        close();
        Feed left = feed;
        if (left != null) {
            left.unsubscribe(this);
        }
        // If it can still be told.
        deliver(new Delivery.Ended(room, Reason.INTERRUPTED));
    }

    /** Only changes count: all else is told at most once. */
    private static long size(Delivery delivery) {
        return delivery instanceof Delivery.Changes changes
                ? changes.batch().changes().stream().mapToLong(Backlog::size).sum()
                : 0;
    }
}
