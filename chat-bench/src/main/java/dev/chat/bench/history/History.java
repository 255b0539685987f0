package dev.chat.bench.history;

import dev.chat.bench.contest.BenchException;
import dev.chat.bench.contest.Figure;
import dev.chat.bench.contest.Reading;
import dev.chat.bench.contest.Servers;
import dev.chat.bench.contest.Trial;
import dev.chat.bench.contest.Workload;
import dev.chat.bench.http.HttpConnection;
import dev.chat.bench.process.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Reading in a large room, over HTTP: pages by eight connections at once, and by one all that has changed since long
 * ago.
 */
public final class History implements Workload {
    private static final int BACK = 10_000;
    private static final int CONNECTIONS = 8;
    private static final double MICROS_PER_MILLI = 1e3;

    /** For those who list workloads. */
    public History() {}

    @Override
    public String name() {
        return "history";
    }

    @Override
    public String description() {
        return "a room of 1,000,000 messages: pages of 50, and the changes since 10,000 positions back";
    }

    @Override
    public List<String> contenders() {
        return List.of(Servers.CHAT);
    }

    @Override
    public Reading run(Trial trial) throws BenchException, IOException, InterruptedException {
        Log log = Log.large(trial);
        int back = trial.size(BACK, 1);
        try (ServerProcess server = trial.start(log.data(trial))) {
            requireChanges(server, log.changes(back));
            List<Question> questions = List.of(
                    new Question("newest", log.newest(), CONNECTIONS),
                    new Question("10,000th", log.page(log.middle()), CONNECTIONS),
                    new Question("opening", log.opening(), CONNECTIONS),
                    new Question("changes", log.changes(back), 1));
            for (Question question : questions) {
                question.ask(server, trial.warmUp());
            }
            Reading reading = Reading.NONE;
            for (Question question : questions) {
                reading = reading.with(question.ask(server, trial.measured()));
            }
            return reading;
        }
    }

    private static void requireChanges(ServerProcess server, String path) throws BenchException, IOException {
        try (HttpConnection connection = new HttpConnection(server.port())) {
            String answer = new String(connection.exchange(Log.request(path)), StandardCharsets.UTF_8);
            if (!answer.contains("\"changes\":[{")) {
                throw new BenchException("These are no changes: " + answer);
            }
        }
    }

    /** {@return how many answers a second there were} */
    public static Figure requests(String what) {
        return Figure.of(what + ", answers", "/s");
    }

    /** {@return within which time half of the answers came} */
    public static Figure p50(String what) {
        return Figure.of(what + ", p50", "ms");
    }

    /** {@return within which time all answers came but one in a hundred} */
    public static Figure p99(String what) {
        return Figure.of(what + ", p99", "ms");
    }

    /** {@return the processor time of the server for one answer} */
    public static Figure cpu(String what) {
        return Figure.of(what + ", server CPU", "ms");
    }

    /**
     * One of the things that are asked.
     *
     * @param what it is called
     * @param path where
     * @param connections by how many at once
     */
    record Question(String what, String path, int connections) {
        Reading ask(ServerProcess server, Duration howLong) throws BenchException, IOException, InterruptedException {
            double before = server.usage().cpuSeconds();
            Histogram times = new Readers(server.port(), connections).read(Log.request(path), howLong);
            double cpu = server.usage().cpuSeconds() - before;
            long answers = times.getTotalCount();
            return Reading.NONE
                    .with(requests(what), answers / (howLong.toNanos() / (double) TimeUnit.SECONDS.toNanos(1)))
                    .with(p50(what), times.getValueAtPercentile(50) / MICROS_PER_MILLI)
                    .with(p99(what), times.getValueAtPercentile(99) / MICROS_PER_MILLI)
                    .with(cpu(what), cpu * TimeUnit.SECONDS.toMillis(1) / answers);
        }
    }
}
