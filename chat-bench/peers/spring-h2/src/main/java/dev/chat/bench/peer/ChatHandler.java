package dev.chat.bench.peer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import tools.jackson.databind.json.JsonMapper;

/** A session enters the room of its path, and what it sends is stored, acknowledged and goes to all in there. */
@Component
class ChatHandler extends TextWebSocketHandler {
    private static final String ROOM = "room";

    private final Map<String, Room> rooms = new ConcurrentHashMap<>();
    private final MessageService messages;
    private final JsonMapper json;

    ChatHandler(MessageService messages, JsonMapper json) {
        this.messages = messages;
        this.json = json;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        Room room = rooms.computeIfAbsent(session.getUri().getPath(), Room::new);
        session.getAttributes().put(ROOM, room);
        room.enter(session);
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        Sent sent = json.readValue(message.getPayload(), Sent.class);
        Room room = roomOf(session);
        long position = messages.store(room.name(), sent.text());
        room.answer(session, text(new Acknowledged(sent.id())));
        room.broadcast(text(new Delivered(position, sent.text())));
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        roomOf(session).leave(session);
    }

    private TextMessage text(Object value) {
        return new TextMessage(json.writeValueAsString(value));
    }

    private static Room roomOf(WebSocketSession session) {
        return (Room) session.getAttributes().get(ROOM);
    }

    private record Sent(long id, String text) {}

    private record Acknowledged(long ack) {}

    private record Delivered(long position, String text) {}
}
