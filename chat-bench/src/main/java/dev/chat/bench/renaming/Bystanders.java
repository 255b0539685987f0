package dev.chat.bench.renaming;

import dev.chat.bench.contest.BenchException;
import dev.chat.bench.http.HttpConnection;
import dev.chat.bench.seed.Person;
import dev.chat.core.room.RoomId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * One who sends, and one who reads, each so many times a second, or as often as the answers let them.
 *
 * @param port of the server
 * @param people of whom the second one sends, and the third one reads
 * @param room where they are
 * @param perSecond their pace
 */
record Bystanders(int port, List<Person> people, RoomId room, int perSecond) {
    private static final long LONGEST_MICROSECONDS = TimeUnit.MINUTES.toMicros(1);
    private static final int DIGITS = 3;

    /** Lets both work for a while. */
    Times work(Duration howLong) throws BenchException, InterruptedException {
        long end = System.nanoTime() + howLong.toNanos();
        String path = "/api/v1/rooms/" + room + "/messages";
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Histogram> sends = threads.submit(() -> repeat(
                    end,
                    () -> HttpConnection.request(
                            "POST",
                            path,
                            people.get(1).token(),
                            "{\"clientId\":\"" + UUID.randomUUID() + "\",\"text\":\"Hello\"}")));
            Future<Histogram> reads = threads.submit(() -> repeat(
                    end, () -> HttpConnection.request("GET", path, people.get(2).token())));
            return new Times(sends.get(), reads.get());
        } catch (ExecutionException failure) {
            throw new BenchException("A bystander failed: " + failure.getCause(), failure);
        }
    }

    private Histogram repeat(long end, Supplier<byte[]> request) throws IOException, InterruptedException {
        Histogram times = new Histogram(LONGEST_MICROSECONDS, DIGITS);
        long period = TimeUnit.SECONDS.toNanos(1) / perSecond;
        try (HttpConnection connection = new HttpConnection(port)) {
            for (long begin = System.nanoTime(); begin < end; begin = System.nanoTime()) {
                byte[] sent = request.get();
                long start = System.nanoTime();
                ask(connection, sent);
                long took = System.nanoTime() - start;
                times.recordValue(Math.min(TimeUnit.NANOSECONDS.toMicros(took), LONGEST_MICROSECONDS));
                TimeUnit.NANOSECONDS.sleep(period - took);
            }
        }
        return times;
    }

    /** A server that gives up says so after a while, which counts like any other. */
    private static void ask(HttpConnection connection, byte[] request) {
        try {
            connection.exchange(request);
        } catch (IOException refused) {
            // The next one may do better.
        }
    }

    /**
     * How long the answers took, in microseconds.
     *
     * @param sends until each was acknowledged
     * @param reads until each was answered
     */
    record Times(Histogram sends, Histogram reads) {}
}
