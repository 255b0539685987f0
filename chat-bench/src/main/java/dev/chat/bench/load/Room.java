package dev.chat.bench.load;

import dev.chat.bench.contest.BenchException;
import java.util.Arrays;

/**
 * A room, and who of its connected members was told what: checks that each member gets each sender's messages once, in
 * order. The first members are its senders. Used by one thread.
 */
public final class Room {
    private final int number;
    private final int[] people;
    private final int senders;
    private final int window;

    /** For each sender: how many messages it has sent, and how many of them everybody has got. */
    private final int[] sent;

    private final int[] done;

    /** For each member, and each sender: the number of the message that comes next. */
    private final int[] next;

    /** For each sender, and each of its messages on their way: how many have not got it yet, and when it was sent. */
    private final int[] lacking;

    private final long[] sentAt;

    /**
     * Creates a room.
     *
     * @param number from 0 on
     * @param people the numbers of those who are connected
     * @param senders how many of them send
     * @param window how many messages of one sender may be on their way
     */
    public Room(int number, int[] people, int senders, int window) {
        this.number = number;
        this.people = people.clone();
        this.senders = senders;
        this.window = window;
        sent = new int[senders];
        done = new int[senders];
        next = new int[people.length * senders];
        lacking = new int[senders * window];
        sentAt = new long[senders * window];
    }

    /** {@return its number} */
    public int number() {
        return number;
    }

    /** {@return how many are connected} */
    public int members() {
        return people.length;
    }

    /** {@return how many of them send} */
    public int senders() {
        return senders;
    }

    int person(int member) {
        return people[member];
    }

    /** {@return how many messages were sent} */
    long said() {
        return Arrays.stream(sent).asLongStream().sum();
    }

    /** {@return how many messages somebody still lacks} */
    public int onTheirWay() {
        int sum = 0;
        for (int sender = 0; sender < senders; sender++) {
            sum += sent[sender] - done[sender];
        }
        return sum;
    }

    /**
     * Takes down a message.
     *
     * @param at when it is sent, or was to be sent
     * @return its number among the sender's
     * @throws BenchException if too many are on their way
     */
    int send(int sender, long at) throws BenchException {
        int sequence = sent[sender];
        int slot = slot(sender, sequence);
        if (lacking[slot] > 0) {
            throw new BenchException("It cannot keep up: " + onTheirWay() + " messages are on their way");
        }
        sent[sender]++;
        lacking[slot] = people.length;
        sentAt[slot] = at;
        return sequence;
    }

    /**
     * Takes down a receipt.
     *
     * @return whether everybody has got this message now
     * @throws BenchException if another message should have come
     */
    boolean receive(int member, int sender, int sequence, long now, Tally tally) throws BenchException {
        if (sender >= senders || sequence != next[member * senders + sender]) {
            throw new BenchException(wrong(member, sender, sequence));
        }
        next[member * senders + sender]++;
        int slot = slot(sender, sequence);
        tally.received(now - sentAt[slot]);
        lacking[slot]--;
        if (lacking[slot] > 0) {
            return false;
        }
        done[sender]++;
        tally.receivedByAll(now - sentAt[slot]);
        return true;
    }

    /** Takes down an acknowledgement. */
    void acknowledge(int sender, int sequence, long now, Tally tally) throws BenchException {
        if (sender >= senders || sequence >= sent[sender]) {
            throw new BenchException("A message was acknowledged that was not sent: " + sequence);
        }
        tally.acknowledged(now - sentAt[slot(sender, sequence)]);
    }

    private int slot(int sender, int sequence) {
        return sender * window + sequence % window;
    }

    private String wrong(int member, int sender, int sequence) {
        int expected = sender >= senders ? 0 : next[member * senders + sender];
        return "Member %d of room %d got message %d of sender %d, where %d comes next: %s"
                .formatted(
                        member,
                        number,
                        sequence,
                        sender,
                        expected,
                        sequence < expected ? "it came twice or late" : "some are missing or come later");
    }
}
