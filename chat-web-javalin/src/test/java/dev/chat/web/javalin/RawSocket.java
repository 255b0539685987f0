package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/**
 * A WebSocket client made of a bare connection: it can send what no decent client sends, and read nothing for as long
 * as it likes.
 */
final class RawSocket implements AutoCloseable {
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final int CONTINUATION = 0x0;
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final DataOutputStream out;

    RawSocket(ChatServer server, String token) throws IOException {
        // Little room between the two, so that what is not read soon stands in the server's way.
        socket.setReceiveBufferSize(4096);
        socket.connect(new java.net.InetSocketAddress("localhost", server.port()));
        socket.setSoTimeout((int) Api.PATIENCE.toMillis());
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        String request = """
                GET /api/v1/socket HTTP/1.1\r
                Host: localhost\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Authorization: Bearer %s\r
                \r
                """.formatted(token);
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        assertThat(line()).contains("101");
        while (!line().isEmpty()) {
            // The rest of the header.
        }
    }

    void sendText(String text) throws IOException {
        send(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void send(int opcode, byte[] payload) throws IOException {
        send(FIN | opcode, payload, payload.length);
    }

    /** Begins a message that does not end. */
    void sendBeginning(byte[] payload) throws IOException {
        send(TEXT, payload, payload.length);
    }

    /** Goes on with a message, with nothing. */
    void sendNothingMore() throws IOException {
        sendMore(new byte[0]);
    }

    /** Goes on with a message. */
    void sendMore(byte[] payload) throws IOException {
        send(CONTINUATION, payload, payload.length);
    }

    /** Ends a message. */
    void sendEnd(byte[] payload) throws IOException {
        send(FIN | CONTINUATION, payload, payload.length);
    }

    /** Sends a frame that promises more than comes. */
    void sendHalf(byte[] payload, int promised) throws IOException {
        send(FIN | TEXT, payload, promised);
    }

    /** Sends what a frame promised. */
    void sendRest(byte[] payload) throws IOException {
        out.write(payload);
        out.flush();
    }

    private void send(int first, byte[] payload, int length) throws IOException {
        out.writeByte(first);
        if (length < 126) {
            out.writeByte(MASKED | length);
        } else if (length <= 0xFFFF) {
            out.writeByte(MASKED | 126);
            out.writeShort(length);
        } else {
            out.writeByte(MASKED | 127);
            out.writeLong(length);
        }
        out.writeInt(0); // A mask of zeros changes nothing.
        out.write(payload);
        out.flush();
    }

    /** Reads the next frame, whatever it is; nothing is answered. */
    Frame next() throws IOException {
        int opcode = in.readUnsignedByte() & 0xF;
        byte[] payload = in.readNBytes(payloadLength());
        int closeCode = opcode == CLOSE ? ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF) : 0;
        return new Frame(opcode, new String(payload, StandardCharsets.UTF_8), closeCode);
    }

    /** Reads up to the next frame of a kind. */
    Frame awaitNext(int opcode) throws IOException {
        Frame frame = next();
        while (frame.opcode() != opcode) {
            frame = next();
        }
        return frame;
    }

    /** Reads whatever comes up to the close, and tells its code. */
    int awaitClose() throws IOException {
        return awaitNext(CLOSE).closeCode();
    }

    /** Sends until nobody takes it any more: a line that is cut resets who still sends. */
    void sendUntilCut(int opcode) throws IOException {
        long deadline = System.nanoTime() + Api.PATIENCE.toNanos();
        try {
            while (System.nanoTime() < deadline) {
                send(opcode, new byte[] {'{'});
            }
        } catch (SocketException cut) {
            return;
        }
        throw new AssertionError("the line still stands");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private int payloadLength() throws IOException {
        int length = in.readUnsignedByte();
        return switch (length) {
            case 126 -> in.readUnsignedShort();
            case 127 -> Math.toIntExact(in.readLong());
            default -> length;
        };
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.readUnsignedByte();
        while (next != '\n') {
            line.append((char) next);
            next = in.readUnsignedByte();
        }
        return line.toString().strip();
    }

    /**
     * A frame from the server.
     *
     * @param text what it holds, if that is a text
     * @param closeCode why the socket closes, if that is what it says
     */
    record Frame(int opcode, String text, int closeCode) {}
}
