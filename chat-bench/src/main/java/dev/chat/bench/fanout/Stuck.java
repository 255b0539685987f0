package dev.chat.bench.fanout;

import dev.chat.bench.contest.BenchException;
import dev.chat.bench.contest.Figure;
import dev.chat.bench.contest.Reading;
import dev.chat.bench.contest.Servers;
import dev.chat.bench.contest.Trial;
import dev.chat.bench.contest.Workload;
import dev.chat.bench.load.Generator;
import dev.chat.bench.load.Schedule;
import dev.chat.bench.load.Window;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Readers among whom some never read: what that does to the others, and to memory. Measured on one server, without them
 * and right after that with them.
 */
final class Stuck implements Workload {
    private static final int READERS = 100;
    private static final int STUCK = 20;
    private static final int SENDERS = 10;
    private static final int PACE = 500;
    private static final int TEXT = 4_096;
    private static final int ON_THEIR_WAY = 8;

    @Override
    public String name() {
        return "stuck";
    }

    @Override
    public String description() {
        return "one room, 100 readers and 20 who never read, 500 messages of 4 KB a second";
    }

    @Override
    public List<String> contenders() {
        return List.of(Servers.CHAT);
    }

    @Override
    public Reading run(Trial trial) throws BenchException, IOException, InterruptedException {
        Crowd crowd = new Crowd(1, READERS + STUCK, READERS, SENDERS);
        try (Gathering gathering = Gathering.of(crowd, trial, TEXT)) {
            Generator generator = gathering.generator();
            // A server that is not warm yet would only pile up what comes by schedule.
            generator.let(new Window(gathering.rooms(), ON_THEIR_WAY), trial.warmUp());
            generator.settle();
            // Nor has its heap the size yet that it takes at this pace.
            generator.let(atPace(gathering), trial.warmUp());
            generator.settle();
            Reading without = measure(gathering, trial.measured());
            // Not before: whoever does not read is cut off in the end.
            generator.connectDeaf(
                    gathering.rooms().getFirst(),
                    IntStream.range(READERS, READERS + STUCK).toArray());
            return compared(without, measure(gathering, trial.measured()));
        }
    }

    private static Reading measure(Gathering gathering, Duration howLong) throws BenchException, IOException {
        Reading reading =
                new Stretch(gathering.server(), gathering.generator(), atPace(gathering), howLong).deliveries();
        gathering.generator().settle();
        return reading;
    }

    private static Schedule atPace(Gathering gathering) {
        return new Schedule(gathering.rooms().getFirst(), PACE);
    }

    private static Reading compared(Reading without, Reading with) {
        return Reading.NONE
                .with(Figure.of("p50 without", "ms"), value(without, Figure.P50))
                .with(Figure.of("p99 without", "ms"), value(without, Figure.P99))
                .with(Figure.P50, value(with, Figure.P50))
                .with(Figure.P99, value(with, Figure.P99))
                .with(FanOuts.SLOWDOWN, value(with, Figure.P99) / value(without, Figure.P99))
                .with(Figure.of("peak without", "MB"), value(without, Figure.PEAK_MEMORY))
                .with(Figure.PEAK_MEMORY, value(with, Figure.PEAK_MEMORY))
                .with(FanOuts.MORE_MEMORY, value(with, Figure.PEAK_MEMORY) - value(without, Figure.PEAK_MEMORY));
    }

    private static double value(Reading reading, Figure figure) {
        return reading.values().getOrDefault(figure, Double.NaN);
    }
}
