package dev.chat.web.javalin;

import java.util.function.BiConsumer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Utf8StringBuilder;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.eclipse.jetty.websocket.core.exception.BadPayloadException;
import org.eclipse.jetty.websocket.core.exception.MessageTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what comes through one WebSocket, frame by frame. One is handled after the other; while one is, the next is
 * read already, and waits. More than that are not, so who sends faster than it is served is held up by its network. No
 * frame keeps the thread that brings it: it may be the one that reads for all.
 *
 * <p>It stands where Javalin and Jetty put layers of their own, each of which keeps what the upgrade was asked with for
 * as long as the socket is open: most sockets say nothing most of the time, and what they cost then is memory.
 */
final class SocketInbox implements FrameHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SocketInbox.class);

    /** A text of more bytes is handled by another thread: to decode it takes long enough for others to notice. */
    private static final int LARGE = 8 * 1024;

    private @Nullable BiConsumer<WebSocketCoreSession, SocketInbox> opening;
    private @Nullable WebSocketCoreSession session;
    private volatile @Nullable Connection connection;
    private @Nullable Utf8StringBuilder text;
    private int textBytes;
    private boolean handling;
    private @Nullable Runnable next;

    /**
     * Creates one.
     *
     * @param opening is called once, when the socket is open
     */
    SocketInbox(BiConsumer<WebSocketCoreSession, SocketInbox> opening) {
        this.opening = opening;
    }

    /** What comes is for this connection; before, it is for nobody. */
    void deliverTo(Connection present) {
        connection = present;
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        session = (WebSocketCoreSession) opened;
        BiConsumer<WebSocketCoreSession, SocketInbox> open = opening;
        opening = null;
        try {
            if (open != null) {
                open.accept(session, this);
            }
            callback.succeeded();
        } catch (RuntimeException | Error failure) {
            callback.failed(failure);
        } finally {
            opened.demand();
        }
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        if (begin(frame, callback)) {
            handle(frame, callback);
        }
    }

    /** False if it has to wait until the one before it is handled. */
    private synchronized boolean begin(Frame frame, Callback callback) {
        if (!handling) {
            handling = true;
            return true;
        }
        if (next == null) {
            next = () -> handle(frame, callback);
        } else {
            // Nobody asked for it; Jetty brings it only once the line is cut.
            callback.succeeded();
        }
        return false;
    }

    private void end() {
        Runnable following;
        synchronized (this) {
            following = next;
            next = null;
            handling = following != null;
        }
        if (following != null) {
            following.run();
        }
    }

    private void end(@Nullable Throwable failure) {
        if (failure != null) {
            LOG.error("A frame could not be handled", failure);
            close(CloseCode.FAULT);
        }
        end();
    }

    private void handle(Frame frame, Callback callback) {
        switch (frame.getOpCode()) {
            case OpCode.TEXT, OpCode.CONTINUATION -> onText(frame, callback);
            case OpCode.BINARY -> {
                close(CloseCode.BINARY);
                endAndGoOn(callback);
            }
            case OpCode.PING -> pong(frame, callback);
            case OpCode.CLOSE -> {
                onGone();
                end();
                callback.succeeded();
            }
            default -> endAndGoOn(callback);
        }
    }

    @Override
    public void onError(Throwable failure, Callback callback) {
        LOG.debug("A socket failed", failure);
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        onGone();
        callback.succeeded();
    }

    private void onText(Frame frame, Callback callback) {
        Connection present = connection;
        if (present == null || present.isOver()) {
            endAndGoOn(callback);
            return;
        }
        String whole;
        try {
            whole = append(frame);
        } catch (RuntimeException | Error failure) {
            end();
            // Jetty closes with the code that says what it was.
            callback.failed(failure);
            return;
        }
        if (whole == null) {
            endAndGoOn(callback);
        } else if (textBytes > LARGE) {
            present.threads().execute(() -> deliver(present, whole, callback));
        } else {
            deliver(present, whole, callback);
        }
    }

    private void deliver(Connection present, String whole, Callback callback) {
        present.onText(whole).whenComplete((handled, failure) -> end(failure));
        goOn(callback);
    }

    /** The text that the frame completes; null if there is more to come, or it is part of something else. */
    private @Nullable String append(Frame frame) {
        if (frame.getOpCode() == OpCode.TEXT) {
            text = new Utf8StringBuilder(frame.getPayloadLength());
            textBytes = 0;
        }
        Utf8StringBuilder parts = text;
        if (parts == null) {
            return null;
        }
        textBytes += frame.getPayloadLength();
        if (textBytes > Json.MAX_BYTES) {
            throw new MessageTooLargeException("A frame has at most %,d bytes.".formatted(Json.MAX_BYTES));
        }
        if (frame.hasPayload()) {
            parts.append(frame.getPayload());
        }
        if (!frame.isFin()) {
            return null;
        }
        text = null;
        return parts.takeCompleteString(() -> new BadPayloadException("This is not UTF-8."));
    }

    private void pong(Frame ping, Callback callback) {
        WebSocketCoreSession present = session;
        if (present != null) {
            // Whether it can be sent or not: after our own close there is still the peer's to come.
            Frame pong = new Frame(OpCode.PONG, ping.getPayload());
            present.sendFrame(pong, Callback.from(() -> endAndGoOn(callback)), false);
        }
    }

    private void close(CloseCode code) {
        WebSocketCoreSession present = session;
        if (present != null) {
            present.close(code.code(), code.reason(), Callback.NOOP);
        }
    }

    private void endAndGoOn(Callback callback) {
        end();
        goOn(callback);
    }

    private void goOn(Callback callback) {
        callback.succeeded();
        WebSocketCoreSession present = session;
        if (present != null) {
            present.demand();
        }
    }

    private void onGone() {
        Connection present = connection;
        if (present != null) {
            present.onClosed();
        }
    }
}
