package dev.chat.bench.seed;

import dev.chat.core.Persistence;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.ClientId;
import dev.chat.core.room.Member;
import dev.chat.core.room.Message;
import dev.chat.core.room.MessageText;
import dev.chat.core.room.Position;
import dev.chat.core.room.Role;
import dev.chat.core.room.Room;
import dev.chat.core.room.RoomId;
import dev.chat.core.room.RoomName;
import dev.chat.core.session.Session;
import dev.chat.core.store.Work;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fills a store through the ports, in a few large units of work: a hundred thousand members, or a million messages,
 * take seconds where the use cases, which sync each, would take hours. What it leaves is what they would have left.
 * Used by one thread.
 */
public final class Seed {
    /** How many bytes the text of a message has. */
    public static final int TEXT_BYTES = 200;

    private static final int AT_ONCE = 2_000;
    private static final long MILLIS_BETWEEN = 1_000;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String FILLER = "Lorem ipsum dolor sit amet, consectetur adipiscing elit. ".repeat(4);

    private final Persistence persistence;
    private int roomsSoFar;
    private long messagesSoFar;

    /** Creates what fills this store, which nothing else has been written to. */
    public Seed(Persistence persistence) {
        this.persistence = persistence;
    }

    /** {@return the first so many persons, whom any store can be seeded with} */
    public static List<Person> persons(int count) {
        return IntStream.range(0, count).mapToObj(Person::new).toList();
    }

    /** {@return the id of the room that is added as the first, for 0, or a later one} */
    public static RoomId roomId(int number) {
        return new RoomId(id(Kind.ROOM, number));
    }

    /** Adds users, with a session each. */
    public void add(List<Person> persons) {
        inParts(persons.size(), (from, to) -> {
            for (Person person : persons.subList(from, to)) {
                persistence.users().insert(person.user());
                persistence.sessions().insert(new Session(person.tokenHash(), person.id(), START));
            }
        });
    }

    /**
     * Adds a room, in whose log stand its creation, its members in this order, of whom the first is its owner, and then
     * messages that the first members have written in turns.
     *
     * @param members users who were added, at least one
     * @param messages how many messages
     * @return the room's id, which is the same for the same room of any store: the first, the second and so on
     */
    public RoomId room(List<Person> members, int messages) {
        RoomId id = roomId(roomsSoFar);
        RoomName name = new RoomName("room-" + roomsSoFar);
        roomsSoFar++;
        Position head = new Position(1L + members.size() + messages);
        Room room = new Room(id, name, new Position(1), head, members.size(), START, null);
        write(() -> {
            persistence.rooms().insert(room);
            return null;
        });
        inParts(
                members.size(),
                (from, to) -> IntStream.range(from, to)
                        .mapToObj(index -> member(id, members.get(index), index))
                        .forEach(persistence.members()::save));
        List<Person> authors = members.subList(0, Math.min(members.size(), 100));
        inParts(
                messages,
                (from, to) -> persistence
                        .messages()
                        .insert(IntStream.range(from, to)
                                .mapToObj(index ->
                                        message(id, authors.get(index % authors.size()), 2L + members.size() + index))
                                .toList()));
        return id;
    }

    private static Member member(RoomId room, Person person, int index) {
        Role role = index == 0 ? Role.OWNER : Role.MEMBER;
        Position joined = new Position(2L + index);
        return new Member(room, person.user().summary(), role, joined, joined, START, null);
    }

    private Message message(RoomId room, Person author, long position) {
        Position at = new Position(position);
        ClientId clientId = new ClientId(id(Kind.MESSAGE, messagesSoFar).toString());
        Instant sentAt = START.plusMillis(messagesSoFar * MILLIS_BETWEEN);
        messagesSoFar++;
        MessageText text = new MessageText((position + ": " + FILLER).substring(0, TEXT_BYTES));
        return new Message(room, at, at, author.user().summary(), clientId, text, sentAt, null, null, null);
    }

    private void inParts(int count, Part part) {
        for (int from = 0; from < count; from += AT_ONCE) {
            int begin = from;
            int end = Math.min(from + AT_ONCE, count);
            write(() -> {
                part.write(begin, end);
                return null;
            });
        }
    }

    private void write(Work<@Nullable Void, RejectedException> work) {
        try {
            persistence.unitOfWork().write(work);
        } catch (RejectedException taken) {
            throw new IllegalStateException("The store was not empty", taken);
        }
    }

    /** Of version 7, as the engine makes them: in the order of time, which is how they lie in an index. */
    static UUID id(Kind kind, long number) {
        long high = ((START.toEpochMilli() + number) << 16) | 0x7000L | kind.digit;
        return new UUID(high, 0x8000_0000_0000_0000L | number);
    }

    enum Kind {
        USER(0),
        ROOM(1),
        MESSAGE(2);

        private final long digit;

        Kind(long digit) {
            this.digit = digit;
        }
    }

    @FunctionalInterface
    private interface Part {
        void write(int from, int to) throws RejectedException;
    }
}
