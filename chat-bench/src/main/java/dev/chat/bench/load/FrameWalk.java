package dev.chat.bench.load;

import dev.chat.bench.contest.BenchException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Walks the WebSocket frames that one connection brings, in pieces as they come. A frame that delivers messages is not
 * taken apart: the stamps in it are found, and the rest is passed over, without an allocation and without waiting for
 * the end of the frame. Any other frame is handed over whole.
 */
final class FrameWalk {
    private static final int OPCODE = 0x0f;
    private static final int LAST = 0x80;
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int LENGTH = 0x7f;
    private static final int LENGTH_IN_TWO = 126;
    private static final int LENGTH_IN_EIGHT = 127;
    private static final int SHORTEST = 2;

    /** So many bytes of a frame tell what it is. */
    private static final int TELLING = 32;

    private final int textBytes;
    private final Listener listener;

    /** What is left of the payload of a frame that delivers. */
    private long remaining;

    /** How far from here the next byte to look at is. */
    private long ahead;

    private boolean isDelivering;

    /**
     * Creates a walk.
     *
     * @param textBytes how long each text is
     */
    FrameWalk(int textBytes, Listener listener) {
        this.textBytes = textBytes;
        this.listener = listener;
    }

    /**
     * Goes on with what has come. Leaves the position at the first byte that must be there again, before what comes
     * next: fewer than a stamp, a head, or a frame that is handed over whole.
     */
    void walk(ByteBuffer bytes) throws BenchException, IOException {
        boolean goesOn = true;
        while (goesOn) {
            goesOn = remaining > 0 ? scan(bytes) : head(bytes);
        }
    }

    /** {@return whether the frame was passed, and the next one can be looked at} */
    private boolean scan(ByteBuffer bytes) throws BenchException, IOException {
        int begin = bytes.position();
        int end = (int) Math.min(bytes.limit(), begin + remaining);
        long at = begin + ahead;
        while (at < end) {
            if (bytes.get((int) at) != Stamp.MARK) {
                at += Stamp.RUN;
                continue;
            }
            int digits = endOfRun(bytes, (int) at, end);
            if (digits + Stamp.DIGITS > end) {
                if (end - begin == remaining) {
                    throw new BenchException("A text came cut off");
                }
                pass(bytes, (int) at, 0);
                return false;
            }
            listener.onStamp(Stamp.sender(bytes, digits), Stamp.sequence(bytes, digits));
            at = digits + (long) textBytes - Stamp.RUN;
        }
        pass(bytes, end, at - end);
        return remaining == 0;
    }

    private void pass(ByteBuffer bytes, int to, long nowAhead) {
        remaining -= to - bytes.position();
        ahead = remaining == 0 ? 0 : nowAhead;
        bytes.position(to);
    }

    private static int endOfRun(ByteBuffer bytes, int from, int end) {
        int at = from;
        while (at < end && bytes.get(at) == Stamp.MARK) {
            at++;
        }
        return at;
    }

    /** {@return whether a frame began, and was understood} */
    private boolean head(ByteBuffer bytes) throws BenchException, IOException {
        int begin = bytes.position();
        int present = bytes.remaining();
        if (present < SHORTEST) {
            return false;
        }
        int second = bytes.get(begin + 1);
        int head = SHORTEST + lengthBytes(second & LENGTH);
        if (present < head) {
            return false;
        }
        long length = length(bytes, begin, second & LENGTH);
        if (present < head + Math.min(length, TELLING)) {
            return false;
        }
        int first = bytes.get(begin);
        return frame(bytes, first & OPCODE, (first & LAST) != 0, head, length);
    }

    private boolean frame(ByteBuffer bytes, int opcode, boolean isLast, int head, long length)
            throws BenchException, IOException {
        int payload = bytes.position() + head;
        boolean delivers = opcode == CONTINUATION
                ? isDelivering
                : opcode == TEXT && listener.isDelivery(bytes, payload, (int) Math.min(length, TELLING));
        if (delivers) {
            isDelivering = !isLast;
            bytes.position(payload);
            remaining = length;
            ahead = 0;
            return true;
        }
        if (bytes.limit() - payload < length) {
            return false;
        }
        byte[] whole = new byte[(int) length];
        bytes.get(payload, whole);
        bytes.position(payload + whole.length);
        if (!isLast) {
            throw new BenchException("A frame that delivers nothing came in pieces");
        }
        hand(opcode, whole);
        return true;
    }

    private void hand(int opcode, byte[] payload) throws BenchException, IOException {
        switch (opcode) {
            case TEXT -> listener.onFrame(new String(payload, StandardCharsets.UTF_8));
            case PING -> listener.onPing(payload);
            case CLOSE -> throw new BenchException("The server closed a connection: " + reason(payload));
            case PONG -> {}
            default -> throw new BenchException("A frame of kind " + opcode + " came");
        }
    }

    private static String reason(byte[] payload) {
        if (payload.length < Short.BYTES) {
            return "no reason given";
        }
        return ByteBuffer.wrap(payload).getShort() + " "
                + new String(payload, Short.BYTES, payload.length - Short.BYTES, StandardCharsets.UTF_8);
    }

    private static int lengthBytes(int length) {
        return switch (length) {
            case LENGTH_IN_TWO -> Short.BYTES;
            case LENGTH_IN_EIGHT -> Long.BYTES;
            default -> 0;
        };
    }

    private static long length(ByteBuffer bytes, int begin, int length) {
        return switch (length) {
            case LENGTH_IN_TWO -> Short.toUnsignedLong(bytes.getShort(begin + SHORTEST));
            case LENGTH_IN_EIGHT -> bytes.getLong(begin + SHORTEST);
            default -> length;
        };
    }

    /** Is told what was found. */
    interface Listener {
        /**
         * {@return whether a text frame delivers messages}
         *
         * @param bytes that hold its beginning
         * @param at where that is
         * @param length how much of it there is, at most 32 bytes
         */
        boolean isDelivery(ByteBuffer bytes, int at, int length);

        /** A message was delivered. */
        void onStamp(int sender, int sequence) throws BenchException, IOException;

        /** A text came that delivers no message. */
        void onFrame(String text) throws BenchException, IOException;

        /** The server wants to know whether anyone is there. */
        void onPing(byte[] payload) throws BenchException, IOException;
    }
}
