package dev.chat.bench.history;

import dev.chat.bench.contest.BenchException;
import dev.chat.bench.contest.Figure;
import dev.chat.bench.contest.Reading;
import dev.chat.bench.contest.Servers;
import dev.chat.bench.contest.Trial;
import dev.chat.bench.contest.Workload;
import dev.chat.bench.process.ServerProcess;
import java.io.IOException;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Opening a large room in a browser, until its newest messages are painted: what a person waits for. */
public final class Opening implements Workload {
    private static final int TIMES = 30;
    private static final double MICROS_PER_MILLI = 1e3;

    /** For those who list workloads. */
    public Opening() {}

    @Override
    public String name() {
        return "open";
    }

    @Override
    public String description() {
        return "a room of 1,000,000 messages in Chromium, until the newest are painted: from a click in the list, and"
                + " from the start of loading its address";
    }

    @Override
    public List<String> contenders() {
        return List.of(Servers.CHAT);
    }

    @Override
    public Reading run(Trial trial) throws BenchException, IOException, InterruptedException {
        Log log = Log.large(trial);
        try (ServerProcess server = trial.start(log.data(trial))) {
            Browser browser = new Browser(server.port(), log, trial.folder().resolve("browser.log"));
            browser.open(1);
            Browser.Times times = browser.open(trial.size(TIMES, 2));
            return reading("clicked", times.clicked()).with(reading("addressed", times.addressed()));
        }
    }

    /** {@return within which time 19 of 20 openings were done} */
    public static Figure p95(String how) {
        return Figure.of(how + ", p95", "ms");
    }

    private static Reading reading(String how, Histogram micros) {
        return Reading.NONE
                .with(History.p50(how), micros.getValueAtPercentile(50) / MICROS_PER_MILLI)
                .with(p95(how), micros.getValueAtPercentile(95) / MICROS_PER_MILLI);
    }
}
