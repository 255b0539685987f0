package dev.chat.bench.entering;

import dev.chat.bench.load.Dialect;
import dev.chat.bench.load.Heard;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * How those who enter a room listen to it: each from the head that the opened room had. The generator knows each of
 * them by a room of its own, since it is per room that it asks what to say.
 */
final class Doorway implements Dialect {
    private final String room;
    private final Map<Integer, Entry> entries = new HashMap<>();

    /** Creates the way into a room. */
    Doorway(String room) {
        this.room = room;
    }

    /** Lets a person listen. */
    void add(int person, Entry entry) {
        entries.put(person, entry);
    }

    @Override
    public String path(int person) {
        return "/api/v1/rooms/" + room + "/socket?after=" + entry(person).head();
    }

    @Override
    public String headers(int person) {
        return "Sec-WebSocket-Protocol: chat.v1, bearer." + entry(person).token() + "\r\n";
    }

    @Override
    public Heard opened(int person, long said) {
        return Heard.NOTHING;
    }

    @Override
    public Heard hear(int person, String frame) {
        if (frame.startsWith("{\"type\":\"subscribed\"")) {
            return Heard.READY;
        }
        return frame.startsWith("{\"type\":\"welcome\"") || frame.startsWith("{\"type\":\"heartbeat\"")
                ? Heard.NOTHING
                : new Heard.Refused(frame);
    }

    @Override
    public boolean isDelivery(ByteBuffer bytes, int at, int length) {
        // {"type":"changes"…, and not {"type":"closing"…
        return length >= 11 && bytes.get(at + 9) == 'c' && bytes.get(at + 10) == 'h';
    }

    @Override
    public String send(int person, int sequence, String text) {
        throw new UnsupportedOperationException("Nobody says anything");
    }

    private Entry entry(int person) {
        Entry entry = entries.get(person);
        if (entry == null) {
            throw new IllegalArgumentException("Nobody has let in " + person);
        }
        return entry;
    }

    /**
     * Somebody who has come in.
     *
     * @param token by which the server knows them
     * @param head where their listening begins
     */
    record Entry(String token, long head) {}
}
