package dev.chat.bench.peer;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import org.springframework.web.socket.handler.SessionLimitExceededException;

/** Who is connected to a room. Any thread may call. */
class Room {
    private static final int SEND_TIME_LIMIT_MILLIS = 10_000;
    private static final int BUFFER_SIZE_LIMIT = 512 * 1024;

    private final Map<String, WebSocketSession> sessions = new ConcurrentHashMap<>();
    private final String name;

    Room(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void enter(WebSocketSession session) {
        sessions.put(
                session.getId(),
                new ConcurrentWebSocketSessionDecorator(session, SEND_TIME_LIMIT_MILLIS, BUFFER_SIZE_LIMIT));
    }

    void leave(WebSocketSession session) {
        sessions.remove(session.getId());
    }

    void answer(WebSocketSession session, TextMessage message) {
        send(sessions.get(session.getId()), message);
    }

    void broadcast(TextMessage message) {
        sessions.values().forEach(session -> send(session, message));
    }

    private static void send(WebSocketSession session, TextMessage message) {
        try {
            session.sendMessage(message);
        } catch (IOException | IllegalStateException | SessionLimitExceededException unreachable) {
            // It is closing; its handler is told so.
        }
    }
}
