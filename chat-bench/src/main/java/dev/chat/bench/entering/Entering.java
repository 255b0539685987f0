package dev.chat.bench.entering;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chat.bench.contest.BenchException;
import dev.chat.bench.contest.Figure;
import dev.chat.bench.contest.Reading;
import dev.chat.bench.contest.Servers;
import dev.chat.bench.contest.Trial;
import dev.chat.bench.contest.Workload;
import dev.chat.bench.load.Generator;
import dev.chat.bench.load.Room;
import dev.chat.bench.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * People who come into a room one after the other and stay: each signs up, joins, opens the room and listens to it,
 * while all who are there are told of it. Measured is what each costs, as the room fills.
 */
public final class Entering implements Workload {
    /** The processor time of the server for one who enters. */
    public static final Figure CPU = Figure.of("server CPU each", "ms");

    /** How long entering takes. */
    public static final Figure TIME = Figure.of("time each", "ms");

    private static final int PEOPLE = 1_000;
    private static final int STEP = 100;
    private static final Duration QUIET = Duration.ofMillis(200);

    /** For those who list workloads. */
    public Entering() {}

    @Override
    public String name() {
        return "entering";
    }

    @Override
    public String description() {
        return "1,000 people come into a room one after the other, and stay";
    }

    @Override
    public List<String> contenders() {
        return List.of(Servers.CHAT);
    }

    @Override
    public String axis() {
        return "people";
    }

    @Override
    public Reading run(Trial trial) throws BenchException, IOException, InterruptedException {
        Path data = Files.createDirectories(trial.folder().resolve("data"));
        try (ServerProcess server = trial.start(data);
                Guests guests = new Guests(server.port())) {
            String host = guests.signUp("host");
            String room = guests.createRoom(host);
            Doorway doorway = new Doorway(room);
            try (Generator generator = new Generator(server.port(), doorway, 0)) {
                Reading reading = Reading.NONE;
                int step = trial.size(STEP, 1);
                for (int from = 0; from < trial.size(PEOPLE, 1); from += step) {
                    long begin = System.nanoTime();
                    double before = server.usage().cpuSeconds();
                    for (int person = from; person < from + step; person++) {
                        enter(person, guests, doorway, room);
                        generator.connect(List.of(new Room(person, new int[] {person}, 0, 1)));
                    }
                    double millis = (System.nanoTime() - begin) / (double) TimeUnit.MILLISECONDS.toNanos(1);
                    generator.pause(QUIET);
                    double cpu = (server.usage().cpuSeconds() - before) * TimeUnit.SECONDS.toMillis(1);
                    reading = reading.with(CPU.at(from + step), cpu / step).with(TIME.at(from + step), millis / step);
                }
                return reading;
            }
        }
    }

    private static void enter(int person, Guests guests, Doorway doorway, String room)
            throws BenchException, IOException {
        String token = guests.signUp("guest-" + person);
        guests.join(token, room);
        JsonNode opened = guests.open(token, room);
        // The host is one of them.
        if (opened.path("room").path("memberCount").asInt() != person + 2) {
            throw new BenchException("Not everybody is there: " + opened.path("room"));
        }
        doorway.add(person, new Doorway.Entry(token, opened.path("head").asLong()));
    }
}
