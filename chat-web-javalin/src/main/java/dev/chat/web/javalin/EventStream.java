package dev.chat.web.javalin;

import dev.chat.core.delivery.Delivery;
import dev.chat.core.delivery.Subscriber;
import dev.chat.core.delivery.Subscription;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.Epoch;
import dev.chat.core.room.Position;
import dev.chat.core.room.Reset;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A room as server-sent events: what the hub delivers waits in a bounded queue for a thread that writes, and that alone
 * may wait for the reader.
 */
final class EventStream implements Connections.Live, Subscriber {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Caller caller;
    private final Epoch epoch;
    private final BatchEncoder encoder;
    private final OutgoingQueue queue;
    private final BlockingQueue<Boolean> signal = new ArrayBlockingQueue<>(1);
    private final Duration quiet;
    private volatile boolean started;
    private volatile boolean catchingUp = true;
    private volatile @Nullable Thread writer;
    private long head;

    /** Creates a stream whose reader knows all up to a position. */
    EventStream(Caller caller, Position after, Epoch epoch, BatchEncoder encoder, OutgoingQueue queue, Duration quiet) {
        this.caller = caller;
        this.epoch = epoch;
        this.encoder = encoder;
        this.queue = queue;
        this.quiet = quiet;
        head = after.value();
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public int waitingBytes() {
        return queue.waitingBytes();
    }

    @Override
    public void end() {
        queue.end(0, "");
        wake();
    }

    @Override
    public void stop(Duration retryAfter) {
        finish(retry(retryAfter));
    }

    @Override
    public void announce(byte[] frame) {}

    @Override
    public void deliver(Delivery delivery) {
        switch (delivery) {
            case Delivery.Started begun -> started = true;
            case Delivery.Changes changes -> deliver(changes.batch());
            case Delivery.Afresh afresh -> reset(afresh.reset());
            case Delivery.Ended ended ->
                last("ended", json -> json.writeStringField("reason", Frames.reason(ended.reason())));
        }
        wake();
    }

    /** Writes until the stream ends or the reader goes away. */
    void write(OutputStream out, Subscription subscription) {
        // In this order: who finds that the stream has caught up finds somebody to interrupt.
        writer = Thread.currentThread();
        catchingUp = false;
        try (subscription) {
            out.write(retry(RETRY));
            if (started) {
                // At once: a stream that breaks before its first change has to resume where it began.
                out.write(heartbeat());
            }
            while (writeNext(out)) {
                // Until the end.
            }
        } catch (IOException | InterruptedException gone) {
            LOG.debug("A stream of events broke off", gone);
        } finally {
            writer = null;
        }
    }

    private boolean writeNext(OutputStream out) throws IOException, InterruptedException {
        Outgoing next = queue.poll();
        switch (next) {
            case null -> {
                out.flush();
                if (signal.poll(quiet.toNanos(), TimeUnit.NANOSECONDS) == null) {
                    out.write(heartbeat());
                }
            }
            case Outgoing.Ready ready -> out.write(ready.bytes());
            case Outgoing.OfTheMoment moment -> out.write(moment.bytes());
            case Outgoing.Changes changes -> {
                out.write(event(changes));
                head = changes.upTo();
            }
            case Outgoing.End end -> {
                out.flush();
                return false;
            }
        }
        return true;
    }

    private byte[] heartbeat() {
        String data = "{\"head\":" + head + ",\"epoch\":\"" + epoch + "\"}";
        return ("event: heartbeat\ndata: " + data + end(head)).getBytes(StandardCharsets.US_ASCII);
    }

    /** How long the reader is to wait before it comes back. */
    private static byte[] retry(Duration wait) {
        return ("retry: " + wait.toMillis() + "\n\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] event(Outgoing.Changes changes) {
        return Frames.assemble("event: changes\ndata: {", changes, end(changes.upTo()));
    }

    /** The position last: some clients keep it although the event breaks off behind it, and would miss what it held. */
    private static String end(long position) {
        return "\nid: " + position + "\n\n";
    }

    private void deliver(ChangeBatch batch) {
        if (queue.add(encoder.encode(batch))) {
            return;
        }
        if (catchingUp) {
            reset(new Reset(batch.room(), epoch, batch.upTo()));
        } else {
            // The reader resumes at the last event that it got. The end is there even if the interrupt gets lost.
            queue.endNow(0, "");
            Thread stuck = writer;
            if (stuck != null) {
                stuck.interrupt();
            }
        }
    }

    private void reset(Reset reset) {
        last("reset", json -> {
            json.writeStringField("epoch", reset.epoch().toString());
            json.writeNumberField("head", reset.head().value());
        });
    }

    private void last(String event, Json.Writing fields) {
        byte[] data = Json.bytes(json -> {
            json.writeStartObject();
            fields.to(json);
            json.writeEndObject();
        });
        String text = "event: " + event + "\ndata: " + new String(data, StandardCharsets.UTF_8) + "\n\n";
        finish(text.getBytes(StandardCharsets.UTF_8));
    }

    private void finish(byte[] lastWords) {
        queue.end(0, "", lastWords);
        wake();
    }

    private void wake() {
        // One signal is enough for whatever came since the last.
        boolean added = signal.offer(true);
        LOG.trace("Woken: {}", added);
    }
}
