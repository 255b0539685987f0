package dev.chat.bench.load;

import dev.chat.core.id.IdGenerator;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;

/**
 * Our own protocol: one subscription for each connection.
 *
 * @param rooms each room's id
 * @param tokens each person's token
 * @param after each room's position before the first message is sent
 * @param clientIds makes the ids of messages
 */
public record ChatDialect(IntFunction<String> rooms, IntFunction<String> tokens, long after, IdGenerator clientIds)
        implements Dialect {
    private static final String TYPE = "{\"type\":\"";
    private static final String ID = "\"id\":\"";

    @Override
    public String path(int room) {
        return "/api/v1/socket";
    }

    @Override
    public String headers(int person) {
        return "Sec-WebSocket-Protocol: chat.v1, bearer." + tokens.apply(person) + "\r\n";
    }

    @Override
    public Heard opened(int room, long said) {
        return new Heard.Say(
                "{\"type\":\"subscribe\",\"id\":\"0\",\"room\":\"%s\",\"after\":%d}"
                        .formatted(rooms.apply(room), after + said),
                false);
    }

    @Override
    public Heard hear(int room, String frame) {
        String type = frame.substring(TYPE.length(), frame.indexOf('"', TYPE.length()));
        return switch (type) {
            case "subscribed" -> Heard.READY;
            case "sent" -> {
                int id = frame.indexOf(ID) + ID.length();
                yield new Heard.Acknowledged(Integer.parseInt(frame, id, frame.indexOf('"', id), 10));
            }
            case "welcome", "heartbeat", "directory" -> Heard.NOTHING;
            default -> new Heard.Refused(frame);
        };
    }

    @Override
    public boolean isDelivery(ByteBuffer bytes, int at, int length) {
        // "changes" it is, and not "closing".
        int type = at + TYPE.length();
        return length > TYPE.length() + 1 && bytes.get(type) == 'c' && bytes.get(type + 1) == 'h';
    }

    @Override
    public String send(int room, int sequence, String text) {
        return "{\"type\":\"send\",\"id\":\"" + sequence + "\",\"room\":\"" + rooms.apply(room) + "\",\"clientId\":\""
                + clientIds.next() + "\",\"text\":\"" + text + "\"}";
    }
}
