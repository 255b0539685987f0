package dev.chat.bench.durable;

import dev.chat.bench.contest.BenchException;
import dev.chat.bench.contest.Figure;
import dev.chat.bench.contest.Reading;
import dev.chat.bench.contest.Servers;
import dev.chat.bench.contest.Trial;
import dev.chat.bench.contest.Workload;
import dev.chat.bench.http.HttpConnection;
import dev.chat.bench.process.ServerProcess;
import dev.chat.bench.seed.Person;
import dev.chat.bench.seed.Seed;
import dev.chat.core.room.ClientId;
import dev.chat.persistence.jdbi.JdbiPersistence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * How much of the disk the embedded database takes for each message, while more and more are stored, after a minute in
 * which nothing is, and when the server has stopped: sent by one who waits for each acknowledgement, and by 500 at
 * once.
 */
public final class StoreGrowth implements Workload {
    private static final List<Integer> SIZES = List.of(1_000, 5_000, 20_000);
    private static final int MANY = 500;
    private static final Duration QUIET = Duration.ofMinutes(1);

    /** For those who list workloads. */
    public StoreGrowth() {}

    @Override
    public String name() {
        return "growth-store";
    }

    @Override
    public String description() {
        return "disk of the embedded database for each message, by one sender and by 500 at once";
    }

    @Override
    public List<String> contenders() {
        return List.of(Servers.CHAT);
    }

    @Override
    public String axis() {
        return "messages";
    }

    @Override
    public Reading run(Trial trial) throws BenchException, IOException, InterruptedException {
        return grown("one", 1, trial.in("one")).with(grown(Integer.toString(MANY), MANY, trial.in("many")));
    }

    private static Reading grown(String senders, int count, Trial trial)
            throws BenchException, IOException, InterruptedException {
        Path data = Files.createDirectories(trial.folder().resolve("data"));
        List<Person> people = Seed.persons(count);
        try (JdbiPersistence store = JdbiPersistence.h2(data)) {
            Seed seed = new Seed(store);
            seed.add(people);
            seed.room(people, 0);
        }
        Reading reading = Reading.NONE;
        Sending sending = new Sending(people);
        try (ServerProcess server = trial.start(data)) {
            for (int size : SIZES) {
                int messages = trial.size(size, 10);
                sending.sendUntil(messages, server.port());
                reading =
                        reading.with(Figure.of("by " + senders, "B/message").at(size), (double) bytes(data) / messages);
            }
            Thread.sleep(trial.scale().quick() ? Duration.ZERO : QUIET);
            reading = reading.with(quiet(senders), sending.timesText(bytes(data)));
        }
        return reading.with(stopped(senders), sending.timesText(bytes(data)));
    }

    /** {@return the size of the file after a minute in which nothing was stored, in bytes for each byte of text} */
    public static Figure quiet(String senders) {
        return timesText("by " + senders + ", quiet");
    }

    /** {@return the size of the file when the server has stopped, in bytes for each byte of text} */
    public static Figure stopped(String senders) {
        return timesText("by " + senders + ", stopped");
    }

    private static Figure timesText(String name) {
        return Figure.of(name, "x text").at(SIZES.getLast());
    }

    /** Of all files: a journal counts as well. */
    private static long bytes(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            long sum = 0;
            for (Path file : files.toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    /** People who send, each on a connection of its own, each as soon as what it sent before is acknowledged. */
    private static final class Sending {
        private static final String PATH = "/api/v1/rooms/" + Seed.roomId(0) + "/messages";

        private final List<Person> people;
        private final SmallTalk talk = new SmallTalk();
        private final AtomicInteger sent = new AtomicInteger();
        private final AtomicLong textBytes = new AtomicLong();

        Sending(List<Person> people) {
            this.people = people;
        }

        double timesText(long bytes) {
            return (double) bytes / textBytes.get();
        }

        void sendUntil(int messages, int port) throws BenchException, InterruptedException {
            try (ExecutorService threads = Executors.newFixedThreadPool(people.size())) {
                List<Future<Void>> all = new ArrayList<>();
                for (Person person : people) {
                    all.add(threads.submit(() -> send(person, messages, port)));
                }
                for (Future<Void> each : all) {
                    each.get();
                }
                sent.set(messages);
            } catch (ExecutionException failure) {
                throw new BenchException("A send failed: " + failure.getCause(), failure);
            }
        }

        private Void send(Person person, int messages, int port) throws IOException {
            try (HttpConnection connection = new HttpConnection(port)) {
                for (int number = sent.getAndIncrement(); number < messages; number = sent.getAndIncrement()) {
                    String text = talk.next();
                    textBytes.addAndGet(text.getBytes(StandardCharsets.UTF_8).length);
                    String clientId = ClientId.random().value();
                    String json = "{\"clientId\":\"" + clientId + "\",\"text\":\"" + text + "\"}";
                    connection.exchange(HttpConnection.request("POST", PATH, person.token(), json));
                }
            }
            return null;
        }
    }
}
