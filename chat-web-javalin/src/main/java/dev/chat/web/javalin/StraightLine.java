package dev.chat.web.javalin;

import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;

/**
 * A line past Jetty's layers: frames are written to the connection as they are. For that nothing may want to alter them
 * on the way, and the connection has to let Jetty write to it too ({@link PatientEndPoint}): pongs and closes go
 * through the session as ever.
 */
final class StraightLine extends Line {
    private final WebSocketCoreSession session;
    private final EndPoint connection;

    StraightLine(WebSocketCoreSession session) {
        super(session);
        this.session = session;
        connection = session.getConnection().getEndPoint();
    }

    @Override
    void send(TextFrame frame, Callback callback) {
        if (session.isOutputOpen()) {
            connection.write(callback, frame.bytes());
        } else {
            // Nothing may follow a close: the session refuses it in its own way.
            super.send(frame, callback);
        }
    }

    @Override
    void onFailure(Throwable failure) {
        session.processConnectionError(failure, Callback.NOOP);
    }
}
