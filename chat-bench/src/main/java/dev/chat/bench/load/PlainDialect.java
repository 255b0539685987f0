package dev.chat.bench.load;

import java.nio.ByteBuffer;

/** What the peers with plain WebSockets speak: the room is in the address, each message is a frame of its own. */
public final class PlainDialect implements Dialect {
    private static final String ACKNOWLEDGEMENT = "{\"ack\":";
    private static final String DELIVERY = "{\"p";

    /** Creates it. */
    public PlainDialect() {}

    @Override
    public String path(int room) {
        return "/rooms/" + room;
    }

    @Override
    public Heard opened(int room, long said) {
        return Heard.READY;
    }

    @Override
    public Heard hear(int room, String frame) {
        if (!frame.startsWith(ACKNOWLEDGEMENT)) {
            return new Heard.Refused(frame);
        }
        return new Heard.Acknowledged(Integer.parseInt(frame, ACKNOWLEDGEMENT.length(), frame.indexOf('}'), 10));
    }

    @Override
    public boolean isDelivery(ByteBuffer bytes, int at, int length) {
        // {"position":…, and not {"ack":…
        return length >= DELIVERY.length() && bytes.get(at + 2) == 'p';
    }

    @Override
    public String send(int room, int sequence, String text) {
        return "{\"id\":" + sequence + ",\"text\":\"" + text + "\"}";
    }
}
