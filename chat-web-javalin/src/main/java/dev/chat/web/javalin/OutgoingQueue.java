package dev.chat.web.javalin;

import dev.chat.core.room.RoomId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one reader: bounded in bytes, and joined. Changes of a room that wait behind each other leave as one
 * batch, since what a message costs is mostly the sending. What is being sent counts until the next is taken.
 *
 * <p>What is only of the moment waits among the rest, but makes way for it: none of it is taken while half of the bytes
 * wait, and all of it goes before anything else has to. Safe for use by many threads at once; never blocks.
 */
final class OutgoingQueue {
    /** How large a joined batch may become; the reader gets on with each that arrives whole. */
    private static final int MAX_JOINED = 128 * 1024;

    private final int budget;
    private final Deque<Outgoing> waiting = new ArrayDeque<>();
    private final Map<RoomId, Outgoing.Changes> joinable = new HashMap<>();
    private int bytes;
    private int bytesUnderWay;
    private int bytesOfTheMoment;
    private boolean ended;

    OutgoingQueue(int budget) {
        this.budget = budget;
    }

    /** Adds a message. False if that is more than may wait; nothing is added then. */
    synchronized boolean add(byte[] message) {
        return accept(new Outgoing.Ready(message));
    }

    /** Adds a message about a room, which stays between the changes before and after it. */
    synchronized boolean add(RoomId room, byte[] message) {
        joinable.remove(room);
        return accept(new Outgoing.Ready(message));
    }

    /** Adds changes. False if that is more than may wait; nothing is added then. */
    synchronized boolean add(EncodedBatch batch) {
        Outgoing.Changes last = joinable.get(batch.room());
        int size = batch.changes().length + 1;
        if (last != null && last.isContinuedBy(batch) && last.size() + size <= MAX_JOINED) {
            if (ended || !hasRoomFor(size)) {
                return ended;
            }
            last.append(batch);
            bytes += size;
            return true;
        }
        Outgoing.Changes changes = new Outgoing.Changes(batch);
        boolean accepted = accept(changes);
        if (accepted) {
            joinable.put(batch.room(), changes);
        }
        return accepted;
    }

    /** Adds a message that may be lost. False if it is. */
    synchronized boolean addOfTheMoment(byte[] message) {
        Outgoing next = new Outgoing.OfTheMoment(message);
        if (ended || bytes + bytesUnderWay >= budget / 2 || bytes + bytesUnderWay + next.size() > budget) {
            return false;
        }
        bytes += next.size();
        bytesOfTheMoment += next.size();
        waiting.add(next);
        return true;
    }

    /** Adds the end: what comes later is dropped. */
    synchronized void end(int code, String reason) {
        if (!ended) {
            waiting.add(new Outgoing.End(code, reason));
            ended = true;
        }
    }

    /** Adds the end, and before it a few last words, for which there is always room. */
    synchronized void end(int code, String reason, byte[] lastWords) {
        if (!ended) {
            waiting.add(new Outgoing.Ready(lastWords));
            bytes += lastWords.length;
            end(code, reason);
        }
    }

    /** Drops all that waits, and ends: what comes later is dropped too. */
    synchronized void endNow(int code, String reason) {
        drop();
        waiting.add(new Outgoing.End(code, reason));
    }

    /** Drops all that waits, and what comes later. */
    synchronized void drop() {
        waiting.clear();
        joinable.clear();
        bytes = 0;
        bytesOfTheMoment = 0;
        ended = true;
    }

    /** How many bytes wait, those that are being sent among them. */
    synchronized int waitingBytes() {
        return bytes + bytesUnderWay;
    }

    /** Takes the next; null if there is none. The one that was taken before has been sent. */
    synchronized @Nullable Outgoing poll() {
        Outgoing next = waiting.poll();
        bytesUnderWay = next == null ? 0 : next.size();
        bytes -= bytesUnderWay;
        if (next instanceof Outgoing.Changes changes) {
            joinable.remove(changes.room(), changes);
        } else if (next instanceof Outgoing.OfTheMoment) {
            bytesOfTheMoment -= bytesUnderWay;
        }
        return next;
    }

    private boolean accept(Outgoing next) {
        if (ended) {
            return true;
        }
        if (!hasRoomFor(next.size())) {
            return false;
        }
        bytes += next.size();
        waiting.add(next);
        return true;
    }

    private boolean hasRoomFor(int size) {
        if (bytesOfTheMoment > 0 && bytes + bytesUnderWay + size > budget) {
            waiting.removeIf(Outgoing.OfTheMoment.class::isInstance);
            bytes -= bytesOfTheMoment;
            bytesOfTheMoment = 0;
        }
        return bytes + bytesUnderWay + size <= budget;
    }
}
