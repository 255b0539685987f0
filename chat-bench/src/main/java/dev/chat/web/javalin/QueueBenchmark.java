package dev.chat.web.javalin;

import dev.chat.bench.inner.Sample;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to let a message wait for a subscriber, and to take what waits. */
@NullMarked
@State(Scope.Thread)
public class QueueBenchmark {
    private static final int BUDGET = 1024 * 1024;
    private static final int WAITING = 8;

    private final OutgoingQueue queue = new OutgoingQueue(BUDGET);
    private final List<EncodedBatch> batches = LongStream.rangeClosed(1, WAITING)
            .mapToObj(position -> EncodedBatch.of(Sample.batch(position)))
            .toList();

    /** For JMH. */
    public QueueBenchmark() {}

    /** One message that is taken at once. */
    @Benchmark
    public @Nullable Object one() {
        queue.add(batches.getFirst());
        return queue.poll();
    }

    /** Eight messages that are taken as one. */
    @Benchmark
    public @Nullable Object eightJoined() {
        batches.forEach(queue::add);
        return queue.poll();
    }
}
