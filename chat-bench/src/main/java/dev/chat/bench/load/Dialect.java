package dev.chat.bench.load;

import java.nio.ByteBuffer;

/**
 * How a kind of server is spoken to, and what its frames mean. Keeps nothing: all connections of a run share one.
 *
 * <p>Rooms and people are named by numbers from 0 on.
 */
public interface Dialect {
    /** {@return the path, and the query if there is one, that a connection asks for} */
    String path(int room);

    /** {@return more headers of the request for a connection, each ended by {@code \r\n}} */
    default String headers(int person) {
        return "";
    }

    /**
     * {@return what happens once the connection stands: it is ready, or something is said}
     *
     * @param said how many messages were sent in the room before, which the connection need not be told of
     */
    Heard opened(int room, long said);

    /** {@return what a text frame means that delivers no message} */
    Heard hear(int room, String frame);

    /**
     * {@return whether a text frame delivers messages}
     *
     * @param bytes that hold its beginning
     * @param at where that is
     * @param length how much of it there is, at most 32 bytes
     */
    boolean isDelivery(ByteBuffer bytes, int at, int length);

    /**
     * {@return a frame that sends a message}
     *
     * @param sequence what an acknowledgement will name
     * @param text of ASCII, without anything that JSON escapes
     */
    String send(int room, int sequence, String text);
}
