package dev.chat.web.javalin;

import java.nio.ByteBuffer;

/**
 * A text as the one WebSocket frame (RFC 6455, section 5.2) that carries it, as it goes over the wire from a server:
 * without a mask, so that the same bytes do for many sockets. Never altered.
 */
final class TextFrame {
    private static final byte WHOLE_TEXT = (byte) 0x81;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;
    private static final int MAX_IN_TWO_BYTES = 0xFFFF;

    private final byte[] bytes;
    private final int header;

    /** Creates the frame of a text in UTF-8. */
    TextFrame(byte[] text) {
        header = text.length < TWO_BYTES ? 2 : text.length <= MAX_IN_TWO_BYTES ? 4 : 10;
        bytes = new byte[header + text.length];
        ByteBuffer frame = ByteBuffer.wrap(bytes).put(WHOLE_TEXT);
        switch (header) {
            case 2 -> frame.put((byte) text.length);
            case 4 -> frame.put((byte) TWO_BYTES).putShort((short) text.length);
            default -> frame.put((byte) EIGHT_BYTES).putLong(text.length);
        }
        frame.put(text);
    }

    /** All of it. */
    ByteBuffer bytes() {
        return ByteBuffer.wrap(bytes);
    }

    /** The text alone. */
    ByteBuffer text() {
        return ByteBuffer.wrap(bytes, header, bytes.length - header);
    }
}
