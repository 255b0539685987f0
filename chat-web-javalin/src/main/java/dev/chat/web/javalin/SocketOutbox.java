package dev.chat.web.javalin;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

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

    /**
     * Closes without what waits. A frame that is half sent stays ahead of the close: it goes out if the reader reads
     * after all. Jetty may tell of the close before this returns.
     */
    void close(int code, String reason) {
        session.close(code, reason, Callback.NOOP);
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
