package dev.chat.bench.history;

import dev.chat.bench.contest.BenchException;
import dev.chat.bench.http.HttpConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Readers who ask for the same again and again, each on a connection of its own, each as soon as it is answered.
 *
 * @param port of the server
 * @param count how many there are
 */
record Readers(int port, int count) {
    private static final long LONGEST_MICROSECONDS = TimeUnit.MINUTES.toMicros(1);
    private static final int DIGITS = 3;

    /**
     * Lets them read for a while.
     *
     * @return how long each answer took, in microseconds
     * @throws BenchException if an answer differs from the first
     */
    Histogram read(byte[] request, Duration howLong) throws BenchException, IOException, InterruptedException {
        byte[] expected;
        try (HttpConnection connection = new HttpConnection(port)) {
            expected = connection.exchange(request);
        }
        long end = System.nanoTime() + howLong.toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            List<Future<Histogram>> all = new ArrayList<>();
            for (int reader = 0; reader < count; reader++) {
                all.add(threads.submit(() -> readUntil(end, request, expected)));
            }
            Histogram sum = empty();
            for (Future<Histogram> each : all) {
                sum.add(each.get());
            }
            return sum;
        } catch (ExecutionException failure) {
            throw new BenchException("A reader failed: " + failure.getCause(), failure);
        }
    }

    private Histogram readUntil(long end, byte[] request, byte[] expected) throws BenchException, IOException {
        Histogram times = empty();
        try (HttpConnection connection = new HttpConnection(port)) {
            for (long begin = System.nanoTime(); begin < end; begin = System.nanoTime()) {
                byte[] answer = connection.exchange(request);
                long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin);
                times.recordValue(Math.min(micros, LONGEST_MICROSECONDS));
                if (!Arrays.equals(answer, expected)) {
                    throw new BenchException("The same question got another answer");
                }
            }
        }
        return times;
    }

    private static Histogram empty() {
        return new Histogram(LONGEST_MICROSECONDS, DIGITS);
    }
}
