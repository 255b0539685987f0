package dev.chat.bench.load;

import java.nio.ByteBuffer;

/**
 * What the peers with socket.io speak: Engine.IO 4 over WebSocket.
 *
 * @param acknowledged whether acknowledgements are asked for
 */
public record SocketIoDialect(boolean acknowledged) implements Dialect {
    private static final String OPEN = "0";
    private static final String PING = "2";
    private static final String PONG = "3";
    private static final String CONNECT = "40";
    private static final String ACKNOWLEDGEMENT = "43";

    @Override
    public String path(int room) {
        return "/socket.io/?EIO=4&transport=websocket";
    }

    @Override
    public Heard opened(int room, long said) {
        return Heard.NOTHING;
    }

    @Override
    public Heard hear(int room, String frame) {
        if (frame.startsWith(ACKNOWLEDGEMENT)) {
            return new Heard.Acknowledged(Integer.parseInt(frame, ACKNOWLEDGEMENT.length(), frame.indexOf('['), 10));
        }
        if (frame.startsWith(CONNECT)) {
            return new Heard.Say("42[\"join\",\"" + room + "\"]", true);
        }
        if (frame.startsWith(OPEN)) {
            return new Heard.Say(CONNECT, false);
        }
        return frame.equals(PING) ? new Heard.Say(PONG, false) : new Heard.Refused(frame);
    }

    @Override
    public boolean isDelivery(ByteBuffer bytes, int at, int length) {
        return length > 1 && bytes.get(at) == '4' && bytes.get(at + 1) == '2';
    }

    @Override
    public String send(int room, int sequence, String text) {
        String id = acknowledged ? Integer.toString(sequence) : "";
        return "42" + id + "[\"message\",{\"text\":\"" + text + "\"}]";
    }
}
