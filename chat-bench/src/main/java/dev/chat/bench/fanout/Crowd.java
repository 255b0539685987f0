package dev.chat.bench.fanout;

import dev.chat.bench.contest.Servers;
import dev.chat.bench.contest.Trial;
import dev.chat.bench.load.ChatDialect;
import dev.chat.bench.load.Dialect;
import dev.chat.bench.load.PlainDialect;
import dev.chat.bench.load.Room;
import dev.chat.bench.load.SocketIoDialect;
import dev.chat.bench.seed.Person;
import dev.chat.bench.seed.Seed;
import dev.chat.core.id.TimeOrderedIds;
import dev.chat.persistence.jdbi.Durability;
import dev.chat.persistence.jdbi.JdbiPersistence;
import dev.chat.persistence.jdbi.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who is there.
 *
 * @param rooms how many rooms
 * @param members how many members each of them has, nobody being in two
 * @param connected how many of them are connected, from all over the list
 * @param senders how many of the connected send; all, if they are no more than that
 */
record Crowd(int rooms, int members, int connected, int senders) {
    private static final int WINDOW_OF_ONE = 1 << 10;
    private static final int WINDOW_OF_MANY = 8;

    Crowd {
        senders = Math.min(senders, connected);
    }

    /** {@return so many rooms, everybody being connected} */
    static Crowd of(int rooms, int members, int senders) {
        return new Crowd(rooms, members, members, senders);
    }

    /** {@return one room, everybody being connected} */
    static Crowd of(int members, int senders) {
        return of(1, members, senders);
    }

    /** {@return the rooms as the generator knows them} */
    List<Room> groups() {
        // Many small rooms keep in step, one large one need not.
        int window = rooms > 1 ? WINDOW_OF_MANY : WINDOW_OF_ONE;
        return IntStream.range(0, rooms)
                .mapToObj(room -> new Room(room, people(room), senders, window))
                .toList();
    }

    /** {@return a folder of data in which all of them are members, where the contender knows members} */
    Path data(Trial trial) throws IOException {
        if (!trial.contender().equals(Servers.CHAT)) {
            return trial.folder();
        }
        return trial.data("crowd-" + rooms + "-" + members, this::fill);
    }

    /** {@return how to speak to a contender} */
    Dialect dialect(String contender) {
        return switch (contender) {
            case Servers.CHAT ->
                new ChatDialect(
                        room -> Seed.roomId(room).toString(),
                        person -> new Person(person).token(),
                        head(),
                        new TimeOrderedIds(InstantSource.system()));
            case "socketio" -> new SocketIoDialect(false);
            case "socketio-sqlite" -> new SocketIoDialect(true);
            default -> new PlainDialect();
        };
    }

    /** The creation of the room, and each joining. */
    private long head() {
        return 1L + members;
    }

    private int[] people(int room) {
        int step = members / connected;
        return IntStream.range(0, connected)
                .map(index -> room * members + index * step)
                .toArray();
    }

    private void fill(Path folder) {
        StoreSettings settings = StoreSettings.DEFAULTS.withDurability(Durability.PROCESS_DEATH);
        try (JdbiPersistence persistence = JdbiPersistence.h2(folder, settings)) {
            Seed seed = new Seed(persistence);
            List<Person> people = Seed.persons(rooms * members);
            seed.add(people);
            for (int room = 0; room < rooms; room++) {
                seed.room(people.subList(room * members, (room + 1) * members), 0);
            }
        }
    }
}
