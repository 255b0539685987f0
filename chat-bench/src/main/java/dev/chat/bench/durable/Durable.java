package dev.chat.bench.durable;

import dev.chat.bench.contest.BenchException;
import dev.chat.bench.contest.Figure;
import dev.chat.bench.contest.Reading;
import dev.chat.bench.contest.Trial;
import dev.chat.bench.contest.Workload;
import dev.chat.core.Chat;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Sends that wait until they are on disk, by 32 threads at once, within this process: as the engine stores them,
 * several together, against a commit and a sync for each.
 *
 * @param name of the workload
 * @param rooms among how many rooms the senders are spread
 */
public record Durable(String name, int rooms) implements Workload {
    private static final int SENDERS = 32;
    private static final double MICROS_PER_MILLI = 1e3;

    @Override
    public String description() {
        return rooms == 1
                ? "32 senders in one room, each waits for each of its messages to be on disk"
                : "32 senders in " + rooms + " rooms, each waits for each of its messages to be on disk";
    }

    @Override
    public List<String> contenders() {
        return List.of("h2", "h2-each", "postgresql", "postgresql-each");
    }

    @Override
    public Reading run(Trial trial) throws BenchException, IOException, InterruptedException {
        boolean alone = trial.contender().endsWith("-each");
        try (Database database = Database.open(trial.contender().startsWith("h2"), trial.folder());
                Chat chat = Chat.on(database.persistence()).build()) {
            Senders senders = Senders.in(chat, database.persistence(), SENDERS, rooms, alone);
            senders.send(trial.warmUp());
            Histogram times = senders.send(trial.measured());
            senders.requireAllStored();
            double seconds = trial.measured().toNanos() / (double) TimeUnit.SECONDS.toNanos(1);
            return Reading.NONE
                    .with(Figure.ACKNOWLEDGED, times.getTotalCount() / seconds)
                    .with(Figure.P50, times.getValueAtPercentile(50) / MICROS_PER_MILLI)
                    .with(Figure.P99, times.getValueAtPercentile(99) / MICROS_PER_MILLI);
        }
    }
}
