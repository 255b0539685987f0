package dev.chat.check;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a client knows of a room, kept by the three rules of the protocol. Changed by the client's thread alone; anyone
 * may ask for its position.
 */
final class Replica {
    private final String room;
    private final Journal journal;
    private SortedMap<Long, Message> messages = new TreeMap<>();
    private volatile long position;

    Replica(String room, Journal journal) {
        this.room = room;
        this.journal = journal;
    }

    String room() {
        return room;
    }

    /** {@return up to where everything is known} */
    long position() {
        return position;
    }

    SortedMap<Long, Message> messages() {
        return messages;
    }

    /**
     * Takes in what the server has sent.
     *
     * @return false if something before it is missing, and has to be asked for
     */
    boolean apply(Batch batch) {
        String fault = batch.fault();
        if (fault != null) {
            journal.found(Promise.IN_ORDER, "got " + fault);
        }
        if (batch.upTo() <= position) {
            return true;
        }
        if (batch.after() > position) {
            journal.missedSomething();
            return false;
        }
        long now = System.nanoTime();
        for (Batch.Change change : batch.changes()) {
            if (change.message() != null) {
                keep(change.message(), now);
            }
        }
        position = batch.upTo();
        return true;
    }

    /** Forgets everything, and begins again with what the room is as of a position. */
    void load(long head, List<Message> all) {
        journal.loadedAfresh();
        messages = new TreeMap<>();
        long now = System.nanoTime();
        all.forEach(message -> keep(message, now));
        position = head;
    }

    private void keep(Message message, long now) {
        journal.saw(room, message, now);
        Message held = messages.get(message.position());
        if (held == null || held.version() < message.version()) {
            messages.put(message.position(), message);
        }
    }
}
