package dev.chat.web.javalin;

import dev.chat.bench.inner.Sample;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.Message;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullMarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to turn messages into JSON: once for all subscribers, and once for each page. */
@NullMarked
@State(Scope.Benchmark)
public class EncodeBenchmark {
    private static final int PAGE = 50;

    private final ChangeBatch batch = Sample.batch(1);
    private final List<Message> page =
            LongStream.rangeClosed(1, PAGE).mapToObj(Sample::message).toList();

    /** For JMH. */
    public EncodeBenchmark() {}

    /** The frame of one message. */
    @Benchmark
    public byte[] frame() {
        return Frames.changes(new Outgoing.Changes(EncodedBatch.of(batch)));
    }

    /** A page of fifty messages. */
    @Benchmark
    public byte[] page() {
        return Json.bytes(json -> {
            json.writeStartObject();
            Things.list(json, "messages", page, Things::message);
            json.writeEndObject();
        });
    }
}
