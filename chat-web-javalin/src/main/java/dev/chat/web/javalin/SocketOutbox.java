package dev.chat.web.javalin;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/**
 * Sends to one WebSocket, one frame at a time: the next is taken from the queue when the one before it is written, so
 * that what piled up meanwhile leaves as one. Frames go to Jetty's core as bytes, because the API above it takes
 * strings and would encode each for each subscriber.
 */
final class SocketOutbox extends IteratingCallback implements Flusher.Flushable {
    private final CoreSession session;
    private final OutgoingQueue queue;
    private final AtomicBoolean scheduled = new AtomicBoolean();

    SocketOutbox(CoreSession session, int budget) {
        this.session = session;
        queue = new OutgoingQueue(budget);
    }

    OutgoingQueue queue() {
        return queue;
    }

    /** Has the socket closed once what waits is sent, with a word before if the code says when to come back. */
    void end(CloseCode code) {
        end(code, code.retryAfter());
    }

    /** Has the socket closed once what waits is sent, with a word before of when to come back. */
    void end(CloseCode code, @Nullable Duration retryAfter) {
        if (retryAfter == null) {
            queue.end(code.code(), code.reason());
        } else {
            queue.end(code.code(), code.reason(), Frames.closing(code, retryAfter));
        }
    }

    /**
     * Closes without what waits. A frame that is half sent stays ahead of the close: it goes out if the reader reads
     * after all. Jetty may tell of the close before this returns.
     */
    void close(CloseCode code) {
        session.close(code.code(), code.reason(), Callback.NOOP);
    }

    /** Cuts the line, whatever is still to be sent: for a peer that does not take part in the closing. */
    void abort() {
        session.abort();
    }

    @Override
    public boolean markScheduled() {
        return scheduled.compareAndSet(false, true);
    }

    @Override
    public void flushScheduled() {
        scheduled.set(false);
        iterate();
    }

    @Override
    protected Action process() {
        Outgoing next = queue.poll();
        return switch (next) {
            case null -> Action.IDLE;
            case Outgoing.Ready ready -> send(ready.bytes());
            case Outgoing.OfTheMoment moment -> send(moment.bytes());
            case Outgoing.Changes changes -> send(Frames.changes(changes));
            case Outgoing.End end -> {
                session.close(end.code(), end.reason(), Callback.NOOP);
                yield Action.SUCCEEDED;
            }
        };
    }

    private Action send(byte[] frame) {
        session.sendFrame(new Frame(OpCode.TEXT, ByteBuffer.wrap(frame)), this, false);
        return Action.SCHEDULED;
    }
}
