package dev.chat.bench.renaming;

import dev.chat.bench.contest.BenchException;
import dev.chat.bench.contest.Figure;
import dev.chat.bench.contest.Reading;
import dev.chat.bench.contest.Servers;
import dev.chat.bench.contest.Trial;
import dev.chat.bench.contest.Workload;
import dev.chat.bench.process.ServerProcess;
import dev.chat.bench.seed.Person;
import dev.chat.bench.seed.Seed;
import dev.chat.core.room.RoomId;
import dev.chat.persistence.jdbi.JdbiPersistence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * One user, who is in many rooms, changes its name again and again, several times at once; another one sends, and a
 * third one reads, each at its pace. Measured without the renaming and right after that with it. No limit holds the
 * user back: what is measured is what its changes cost.
 */
public final class Renaming implements Workload {
    private static final int ROOMS = 2_000;
    private static final int AT_ONCE = 8;
    private static final int PER_SECOND = 20;
    private static final double MICROS_PER_MILLI = 1e3;

    /** For those who list workloads. */
    public Renaming() {}

    @Override
    public String name() {
        return "renaming";
    }

    @Override
    public String description() {
        return "a user of 2,000 rooms renames itself, 8 at a time, while others send and read 20 times a second";
    }

    @Override
    public List<String> contenders() {
        return List.of(Servers.CHAT);
    }

    @Override
    public Reading run(Trial trial) throws BenchException, IOException, InterruptedException {
        List<Person> people = Seed.persons(3);
        int rooms = trial.size(ROOMS, 20);
        Path data = trial.data("renaming-" + rooms, folder -> fill(folder, people, rooms));
        try (ServerProcess server = trial.start(data)) {
            Bystanders bystanders = new Bystanders(server.port(), people, Seed.roomId(rooms), PER_SECOND);
            bystanders.work(trial.warmUp());
            Reading without = times(" without", bystanders.work(trial.measured()));
            double before = server.usage().peakMegabytes();
            server.forgetPeak();
            try (Renamers renamers = Renamers.start(server.port(), people.getFirst(), AT_ONCE)) {
                Reading with = times("", bystanders.work(trial.measured()));
                return without.with(with)
                        .with(
                                Figure.of("renamings", "/s"),
                                renamers.stop() / (trial.measured().toMillis() / 1e3))
                        .with(Figure.of("peak without", "MB"), before)
                        .with(Figure.PEAK_MEMORY, server.usage().peakMegabytes());
            }
        }
    }

    private static void fill(Path folder, List<Person> people, int rooms) {
        try (JdbiPersistence persistence = JdbiPersistence.h2(folder)) {
            Seed seed = new Seed(persistence);
            seed.add(people);
            for (int room = 0; room < rooms; room++) {
                seed.room(people.subList(0, 1), 0);
            }
            RoomId quiet = seed.room(people.subList(1, 3), 100);
            if (!quiet.equals(Seed.roomId(rooms))) {
                throw new IllegalStateException("Another room: " + quiet);
            }
        }
    }

    private static Reading times(String when, Bystanders.Times times) {
        return Reading.NONE
                .with(Figure.of("send p50" + when, "ms"), at(times.sends(), 50))
                .with(Figure.of("send p99" + when, "ms"), at(times.sends(), 99))
                .with(Figure.of("read p50" + when, "ms"), at(times.reads(), 50))
                .with(Figure.of("read p99" + when, "ms"), at(times.reads(), 99));
    }

    private static double at(Histogram times, double percentile) {
        return times.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }
}
