package dev.chat.bench.durable;

import dev.chat.bench.contest.BenchException;
import dev.chat.bench.seed.Person;
import dev.chat.bench.seed.Seed;
import dev.chat.core.Chat;
import dev.chat.core.Persistence;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.ClientId;
import dev.chat.core.room.RoomId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/** Threads that send, each as soon as what it sent before is on disk. */
final class Senders {
    private static final long LONGEST_MICROSECONDS = TimeUnit.MINUTES.toMicros(1);
    private static final int DIGITS = 3;

    private final Chat chat;
    private final Persistence persistence;
    private final List<Person> people;
    private final List<RoomId> rooms;
    private final boolean alone;
    private final AtomicLong acknowledged = new AtomicLong();

    private Senders(Chat chat, Persistence persistence, List<Person> people, List<RoomId> rooms, boolean alone) {
        this.chat = chat;
        this.persistence = persistence;
        this.people = people;
        this.rooms = rooms;
        this.alone = alone;
    }

    /**
     * Brings them into rooms of a store that is empty.
     *
     * @param alone whether each send is a unit of work of its own, which the engine then joins with no other
     */
    static Senders in(Chat chat, Persistence persistence, int count, int rooms, boolean alone) {
        List<Person> people = Seed.persons(count);
        Seed seed = new Seed(persistence);
        seed.add(people);
        List<RoomId> ids = new ArrayList<>();
        for (int room = 0; room < rooms; room++) {
            ids.add(seed.room(people, 0));
        }
        return new Senders(chat, persistence, people, ids, alone);
    }

    /** Lets them send for a while; returns how long each send took, in microseconds. */
    Histogram send(Duration howLong) throws BenchException, InterruptedException {
        long end = System.nanoTime() + howLong.toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(people.size())) {
            List<Future<Histogram>> all = new ArrayList<>();
            for (Person person : people) {
                all.add(threads.submit(() -> sendUntil(end, person)));
            }
            Histogram sum = empty();
            for (Future<Histogram> each : all) {
                sum.add(each.get());
            }
            acknowledged.addAndGet(sum.getTotalCount());
            return sum;
        } catch (ExecutionException failure) {
            throw new BenchException("A send failed: " + failure.getCause(), failure);
        }
    }

    /** Makes sure that what was acknowledged is there, and nothing else. */
    void requireAllStored() throws BenchException {
        long before = 1L + people.size();
        long stored = persistence.rooms().heads(rooms).values().stream()
                .mapToLong(head -> head.value() - before)
                .sum();
        if (stored != acknowledged.get()) {
            throw new BenchException("Of " + acknowledged + " messages, " + stored + " are stored");
        }
    }

    private Histogram sendUntil(long end, Person person) throws RejectedException {
        RoomId room = rooms.get(person.number() % rooms.size());
        String text = "~".repeat(Seed.TEXT_BYTES);
        Histogram times = empty();
        for (long begin = System.nanoTime(); begin < end; begin = System.nanoTime()) {
            send(person, room, text);
            long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin);
            times.recordValue(Math.min(micros, LONGEST_MICROSECONDS));
        }
        return times;
    }

    private void send(Person person, RoomId room, String text) throws RejectedException {
        String clientId = ClientId.random().value();
        if (alone) {
            persistence.unitOfWork().write(() -> chat.messages().send(person.id(), room, clientId, text));
        } else {
            chat.messages().send(person.id(), room, clientId, text);
        }
    }

    private static Histogram empty() {
        return new Histogram(LONGEST_MICROSECONDS, DIGITS);
    }
}
