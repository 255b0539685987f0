package dev.chat.web.javalin;

import java.time.Duration;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * Sends to one WebSocket, one frame at a time: the next is taken from the queue when the one before it is written, so
 * that what piled up meanwhile leaves as one.
 */
final class SocketOutbox extends IteratingCallback {
    private final Line line;
    private final OutgoingQueue queue;

    SocketOutbox(Line line, int budget) {
        this.line = line;
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
        line.close(code.code(), code.reason());
    }

    /** Cuts the line, whatever is still to be sent: for a peer that does not take part in the closing. */
    void abort() {
        line.abort();
    }

    @Override
    protected Action process() {
        Outgoing next = queue.poll();
        return switch (next) {
            case null -> Action.IDLE;
            case Outgoing.Ready ready -> send(new TextFrame(ready.bytes()));
            case Outgoing.OfTheMoment moment -> send(new TextFrame(moment.bytes()));
            case Outgoing.Changes changes -> send(changes.first().frame(changes));
            case Outgoing.End end -> {
                line.close(end.code(), end.reason());
                yield Action.SUCCEEDED;
            }
        };
    }

    @Override
    protected void onFailure(Throwable failure) {
        line.onFailure(failure);
    }

    private Action send(TextFrame frame) {
        line.send(frame, this);
        return Action.SCHEDULED;
    }
}
