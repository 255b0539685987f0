package dev.chat.web.javalin;

import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;

/**
 * What carries frames to one WebSocket: Jetty's session, whose layers queue, check and may alter each frame. That is
 * the way that always works; {@link StraightLine} is the short one.
 */
class Line {
    private final CoreSession session;

    Line(CoreSession session) {
        this.session = session;
    }

    /** The shortest line there is to a WebSocket. */
    static Line to(WebSocketCoreSession session) {
        boolean straight = session.getConnection().getEndPoint() instanceof PatientEndPoint
                && session.getNegotiatedExtensions().isEmpty();
        return straight ? new StraightLine(session) : new Line(session);
    }

    /** Sends a frame; to be called again only once that has succeeded. Does not block. */
    void send(TextFrame frame, Callback callback) {
        session.sendFrame(new Frame(OpCode.TEXT, frame.text()), callback, false);
    }

    /** Is told that a frame could not be sent. */
    void onFailure(Throwable failure) {
        // Jetty has found out itself.
    }

    /** Sends a close. Jetty may tell of it before this returns. */
    void close(int code, String reason) {
        session.close(code, reason, Callback.NOOP);
    }

    /** Cuts it, whatever is still to be sent. */
    void abort() {
        session.abort();
    }
}
