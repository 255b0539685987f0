package dev.chat.bench.peer;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import org.springframework.web.socket.handler.SessionLimitExceededException;

/** Who is connected to a room. Any thread may call. */
class Room {
    private static final int SEND_TIME_LIMIT_MILLIS = 10_000;
    private static final int BUFFER_SIZE_LIMIT = 512 * 1024;

    private final Map<String, WebSocketSession> sessions = new ConcurrentHashMap<>();
    private final AtomicLong position = new AtomicLong();

    void enter(WebSocketSession session) {
        sessions.put(
                session.getId(),
                new ConcurrentWebSocketSessionDecorator(session, SEND_TIME_LIMIT_MILLIS, BUFFER_SIZE_LIMIT));
    }

    void leave(WebSocketSession session) {
        sessions.remove(session.getId());
    }

    long nextPosition() {
        return position.incrementAndGet();
    }

    void broadcast(TextMessage message) {
        for (WebSocketSession session : sessions.values()) {
            try {
                session.sendMessage(message);
            } catch (IOException | IllegalStateException | SessionLimitExceededException unreachable) {
                // It is closing; its handler is told so.
            }
        }
    }
}
