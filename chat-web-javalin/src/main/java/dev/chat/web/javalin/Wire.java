package dev.chat.web.javalin;

import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;

/** What can be seen of a peer from below its WebSocket, where whatever comes is counted, pings and pongs too. */
final class Wire {
    private final WebSocketCoreSession session;
    private final AtomicBoolean pinging = new AtomicBoolean();

    Wire(WebSocketCoreSession session) {
        this.session = session;
    }

    boolean isOpen() {
        return session.getConnection().getEndPoint().isOpen();
    }

    /** How many bytes were read. While a frame is being handled, only the next is read. */
    long bytesIn() {
        return session.getConnection().getBytesIn();
    }

    /** How many frames have come: parts of messages, pings and pongs too. */
    long framesIn() {
        return session.getConnection().getMessagesIn();
    }

    /** Pings, unless the ping before has not even left. Does not block. */
    void ping() {
        if (pinging.compareAndSet(false, true)) {
            session.sendFrame(new Frame(OpCode.PING), Callback.from(() -> pinging.set(false)), false);
        }
    }
}
