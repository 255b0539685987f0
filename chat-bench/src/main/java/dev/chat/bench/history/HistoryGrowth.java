package dev.chat.bench.history;

import dev.chat.bench.contest.BenchException;
import dev.chat.bench.contest.Reading;
import dev.chat.bench.contest.Servers;
import dev.chat.bench.contest.Trial;
import dev.chat.bench.contest.Workload;
import dev.chat.bench.process.ServerProcess;
import java.io.IOException;
import java.util.List;

/** The newest page, and one from the middle, of rooms in which more and more was said. */
public final class HistoryGrowth implements Workload {
    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000, 1_000_000);
    private static final int CONNECTIONS = 8;

    /** For those who list workloads. */
    public HistoryGrowth() {}

    @Override
    public String name() {
        return "growth-history";
    }

    @Override
    public String description() {
        return "pages of 50 of rooms in which more and more was said";
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
        Reading reading = Reading.NONE;
        for (int size : SIZES) {
            reading = reading.with(
                    at(trial.size(size, 100), trial.in(Integer.toString(size))).at(size));
        }
        return reading;
    }

    private static Reading at(int messages, Trial trial) throws BenchException, IOException, InterruptedException {
        Log log = new Log(messages);
        try (ServerProcess server = trial.start(log.data(trial))) {
            History.Question newest = new History.Question("newest", log.newest(), CONNECTIONS);
            History.Question middle = new History.Question("in the middle", log.page(log.middle()), CONNECTIONS);
            newest.ask(server, trial.warmUp());
            middle.ask(server, trial.warmUp());
            return newest.ask(server, trial.measured()).with(middle.ask(server, trial.measured()));
        }
    }
}
