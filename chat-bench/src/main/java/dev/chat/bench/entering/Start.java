package dev.chat.bench.entering;

import dev.chat.bench.contest.Figure;
import dev.chat.bench.contest.Reading;
import dev.chat.bench.contest.Servers;
import dev.chat.bench.contest.Spread;
import dev.chat.bench.contest.Trial;
import dev.chat.bench.contest.Workload;
import dev.chat.bench.http.HttpConnection;
import dev.chat.bench.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** From the start of the process to the first answered request, and what memory it holds then, when idle. */
public final class Start implements Workload {
    /** To the first answered request. */
    public static final Figure ANSWERED = Figure.of("first answer", "ms");

    private static final byte[] HEALTH = HttpConnection.request("GET", "/health", "");
    private static final int TIMES = 5;

    /** Long enough for what a start leaves to do to be done. */
    private static final Duration REST = Duration.ofSeconds(2);

    /** For those who list workloads. */
    public Start() {}

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String description() {
        return "from the start of the process to the first answered request, and its memory when idle";
    }

    @Override
    public List<String> contenders() {
        return List.of(Servers.CHAT);
    }

    @Override
    public Reading run(Trial trial) throws IOException, InterruptedException {
        Path data = Files.createDirectories(trial.folder().resolve("data"));
        List<Double> millis = new ArrayList<>();
        List<Double> megabytes = new ArrayList<>();
        for (int time = 0; time < trial.size(TIMES, 1); time++) {
            long begin = System.nanoTime();
            try (ServerProcess server = trial.start(data);
                    HttpConnection connection = new HttpConnection(server.port())) {
                connection.exchange(HEALTH);
                millis.add((System.nanoTime() - begin) / (double) TimeUnit.MILLISECONDS.toNanos(1));
                Thread.sleep(trial.scale().quick() ? Duration.ZERO : REST);
                megabytes.add(server.usage().residentMegabytes());
            }
        }
        return Reading.NONE
                .with(ANSWERED, Spread.of(millis).median())
                .with(Figure.MEMORY, Spread.of(megabytes).median());
    }
}
