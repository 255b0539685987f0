package dev.chat.core.room;

import dev.chat.core.error.RejectedException;
import dev.chat.core.store.StoreException;
import dev.chat.core.store.UnitOfWork;
import dev.chat.core.store.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes in rooms: in each, one after the other within this process; across processes the store's lock orders them.
 *
 * <p>Sends commit in groups, without a timer. While one unit of work is on its way to the disk, those who want to write
 * stand in line. When the turn passes on, the one whose turn it is takes along all sends that wait directly behind it,
 * to whatever rooms: they are stored in one unit of work, in the order in which they came, and one sync to disk serves
 * them all. One that comes alone waits for nobody. So the groups grow with the load by themselves. There are as many
 * lines as the store has {@linkplain UnitOfWork#writers writers}; a room's writers always stand in the same one. Sends
 * are stored by threads of the writer's own, so that nobody has to wait for them.
 *
 * <p>A send that breaks a rule is refused alone, since the rules are asked before anything is written. Where the store
 * refuses the group although the same call may not be tried again as it is, each of the group is tried alone, and only
 * the one that is at fault fails.
 *
 * <p>Within a unit of work that is open already, such as a host application's, nobody waits in line: that unit of work
 * holds the store's lock on the room, and whoever is at the head of the line waits for it.
 */
final class RoomWriter {
    /** How long anybody waits in line: long enough for a store that has to be waited for a few times over. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How many sends are stored together at most; those who wait behind see them first. */
    static final int MAX_TOGETHER = 256;

    /** How many bytes of text are stored together at most, unless one alone has more. */
    static final int MAX_BYTES_TOGETHER = 1024 * 1024;

    private final UnitOfWork unitOfWork;
    private final MessageAppender appender;
    private final Executor threads;
    private final List<Line> lines;

    @SuppressWarnings("ThreadLocalUsage") // One of each chat's: a thread may write in several.
    private final ThreadLocal<@Nullable Boolean> hasTurn = new ThreadLocal<>();

    /**
     * Creates one with threads of its own, which are never shut down: those that have nothing to do end by themselves.
     */
    RoomWriter(UnitOfWork unitOfWork, MessageAppender appender) {
        this(
                unitOfWork,
                appender,
                Executors.newCachedThreadPool(Thread.ofPlatform()
                        .daemon()
                        .inheritInheritableThreadLocals(false)
                        .name("chat-writer-", 1)
                        .factory()));
    }

    /** Creates one whose sends are stored by these threads. */
    RoomWriter(UnitOfWork unitOfWork, MessageAppender appender, Executor threads) {
        this.unitOfWork = unitOfWork;
        this.appender = appender;
        this.threads = threads;
        lines = Stream.generate(() -> new Line(PATIENCE))
                .limit(unitOfWork.writers())
                .toList();
    }

    /** Runs work in a unit of work of its own, or in the one that is open. */
    <T> T write(RoomId room, Work<T, RejectedException> work) throws RejectedException {
        if (unitOfWork.isOpen()) {
            return unitOfWork.write(work);
        }
        requireNoTurn();
        Line line = line(room);
        Turn turn = new Turn();
        line.enter(turn);
        turn.await();
        hasTurn.set(true);
        try {
            return unitOfWork.write(work);
        } finally {
            hasTurn.remove();
            line.end();
        }
    }

    /** Stores a message, together with others that are on their way. */
    Sent send(Send send) throws RejectedException {
        if (unitOfWork.isOpen()) {
            return unitOfWork.write(
                    () -> appender.append(List.of(send)).getFirst().get());
        }
        requireNoTurn();
        unitOfWork.standsApart();
        CompletableFuture<SendOutcome> outcome = new CompletableFuture<>();
        enter(send, outcome::complete);
        return outcome.join().get();
    }

    /** A thread that writes again while it publishes a change, within its own turn, would wait for itself. */
    private void requireNoTurn() {
        if (hasTurn.get() != null) {
            throw new IllegalStateException("This thread is making known what it has just written, and cannot write"
                    + " before that is over. A broadcaster, a dispatcher that runs tasks on their caller's thread, or"
                    + " a subscriber that was subscribed directly must hand on to another thread.");
        }
    }

    /**
     * Has a message stored, together with others that are on their way; does not wait for that.
     *
     * @throws IllegalStateException if a unit of work is open on this thread, which it could not be part of
     */
    CompletableFuture<Sent> sendAsync(Send send) {
        if (unitOfWork.isOpen()) {
            throw new IllegalStateException("The send could not be part of the unit of work that is open.");
        }
        unitOfWork.standsApart();
        CompletableFuture<Sent> sent = new CompletableFuture<>();
        enter(send, outcome -> outcome.complete(sent));
        return sent;
    }

    private void enter(Send send, Consumer<SendOutcome> sender) {
        Line line = line(send.room());
        line.enter(new SendTicket(send, first -> leadSoon(line, first), sender));
    }

    private Line line(RoomId room) {
        return lines.get(Math.floorMod(room.hashCode(), lines.size()));
    }

    private void leadSoon(Line line, SendTicket first) {
        try {
            threads.execute(() -> lead(line, first));
        } catch (RuntimeException | Error noThread) {
            List<SendTicket> group = groupOf(line, first, ticket -> true);
            StoreException reason = new StoreException("There is no thread to store with", noThread, true);
            group.forEach(ticket -> ticket.became(new SendOutcome.Failed(reason)));
            endAndTell(line, group);
        }
    }

    private void lead(Line line, SendTicket first) {
        List<SendTicket> group = groupOf(line, first, fitting(first));
        hasTurn.set(true);
        try {
            store(group);
        } catch (Throwable failure) {
            group.forEach(ticket -> ticket.failUnlessKnown(failure));
        } finally {
            hasTurn.remove();
            endAndTell(line, group);
        }
    }

    private static List<SendTicket> groupOf(Line line, SendTicket first, Predicate<SendTicket> wanted) {
        List<SendTicket> group = new ArrayList<>(List.of(first));
        group.addAll(line.takeAlong(SendTicket.class, wanted));
        return group;
    }

    private static void endAndTell(Line line, List<SendTicket> group) {
        try {
            line.end();
        } finally {
            group.forEach(SendTicket::tell);
        }
    }

    private static Predicate<SendTicket> fitting(SendTicket first) {
        return new Predicate<>() {
            private int count = 1;
            private int bytes = first.send().size();

            @Override
            public boolean test(SendTicket next) {
                count++;
                bytes += next.send().size();
                return count <= MAX_TOGETHER && bytes <= MAX_BYTES_TOGETHER;
            }
        };
    }

    private void store(List<SendTicket> group) {
        try {
            List<SendOutcome> outcomes = unitOfWork.write(
                    () -> appender.append(group.stream().map(SendTicket::send).toList()));
            for (int index = 0; index < group.size(); index++) {
                group.get(index).became(outcomes.get(index));
            }
        } catch (RejectedException refusal) {
            storeAlone(group, new SendOutcome.Refused(refusal));
        } catch (StoreException failure) {
            if (failure.isRetrySafe()) {
                group.forEach(ticket -> ticket.became(new SendOutcome.Failed(failure)));
            } else {
                storeAlone(group, new SendOutcome.Failed(failure));
            }
        } catch (RuntimeException failure) {
            storeAlone(group, new SendOutcome.Failed(failure));
        }
    }

    private void storeAlone(List<SendTicket> group, SendOutcome together) {
        if (group.size() == 1) {
            group.getFirst().became(together);
        } else {
            group.forEach(ticket -> store(List.of(ticket)));
        }
    }
}
