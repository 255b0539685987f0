package dev.chat.core.room;

import dev.chat.core.error.RejectedException;
import dev.chat.core.store.StoreException;
import dev.chat.core.store.UnitOfWork;
import dev.chat.core.store.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes in rooms: in each, one after the other within this process; across processes the store's lock orders them.
 *
 * <p>Sends commit in groups, without a timer. While one unit of work is on its way to the disk, those who want to write
 * in the same room wait in line. When the turn passes on, the one whose turn it is takes along all sends that wait
 * directly behind it: they are stored in one unit of work, in the order in which they came, and one sync to disk serves
 * them all. One that comes alone waits for nobody. So the groups grow with the load by themselves.
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
    private final RoomTurns turns = new RoomTurns(PATIENCE);

    RoomWriter(UnitOfWork unitOfWork, MessageAppender appender) {
        this.unitOfWork = unitOfWork;
        this.appender = appender;
    }

    /** Runs work in a unit of work of its own, or in the one that is open. */
    <T> T write(RoomId room, Work<T, RejectedException> work) throws RejectedException {
        if (unitOfWork.isOpen()) {
            return unitOfWork.write(work);
        }
        turns.begin(room, new RoomTurns.Ticket());
        try {
            return unitOfWork.write(work);
        } finally {
            turns.end(room);
        }
    }

    /** Stores a message, together with others that are on their way to the same room. */
    Sent send(RoomId room, Send send) throws RejectedException {
        if (unitOfWork.isOpen()) {
            return unitOfWork.write(
                    () -> appender.append(room, List.of(send)).getFirst().get());
        }
        SendTicket own = new SendTicket(send);
        if (turns.begin(room, own)) {
            lead(room, own);
        }
        return own.outcome().get();
    }

    private void lead(RoomId room, SendTicket own) {
        List<SendTicket> group = new ArrayList<>(List.of(own));
        try {
            group.addAll(turns.takeAlong(room, SendTicket.class, fitting(own)));
            store(room, group);
        } catch (Throwable failure) {
            group.forEach(ticket -> ticket.failUnlessKnown(failure));
        } finally {
            turns.end(room);
            group.forEach(RoomTurns.Ticket::done);
        }
    }

    private static Predicate<SendTicket> fitting(SendTicket first) {
        return new Predicate<>() {
            private int count = 1;
            private int bytes = first.size();

            @Override
            public boolean test(SendTicket next) {
                count++;
                bytes += next.size();
                return count <= MAX_TOGETHER && bytes <= MAX_BYTES_TOGETHER;
            }
        };
    }

    private void store(RoomId room, List<SendTicket> group) {
        try {
            List<SendOutcome> outcomes = unitOfWork.write(() ->
                    appender.append(room, group.stream().map(SendTicket::send).toList()));
            for (int index = 0; index < group.size(); index++) {
                group.get(index).outcome = outcomes.get(index);
            }
        } catch (RejectedException refusal) {
            storeAlone(room, group, new SendOutcome.Refused(refusal));
        } catch (StoreException failure) {
            if (failure.isRetrySafe()) {
                group.forEach(ticket -> ticket.outcome = new SendOutcome.Failed(failure));
            } else {
                storeAlone(room, group, new SendOutcome.Failed(failure));
            }
        } catch (RuntimeException failure) {
            storeAlone(room, group, new SendOutcome.Failed(failure));
        }
    }

    private void storeAlone(RoomId room, List<SendTicket> group, SendOutcome together) {
        if (group.size() == 1) {
            group.getFirst().outcome = together;
        } else {
            group.forEach(ticket -> store(room, List.of(ticket)));
        }
    }

    private static final class SendTicket extends RoomTurns.Ticket {
        private final Send send;
        private @Nullable SendOutcome outcome;

        SendTicket(Send send) {
            this.send = send;
        }

        Send send() {
            return send;
        }

        int size() {
            return send.text().size();
        }

        SendOutcome outcome() {
            return Objects.requireNonNull(outcome, "outcome");
        }

        void failUnlessKnown(Throwable failure) {
            if (outcome == null) {
                outcome = new SendOutcome.Failed(failure);
            }
        }
    }
}
