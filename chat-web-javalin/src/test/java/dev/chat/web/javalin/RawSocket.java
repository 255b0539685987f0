package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A WebSocket client made of a bare connection: it can send what no decent client sends, and read nothing for as long
 * as it likes.
 */
final class RawSocket implements AutoCloseable {
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;

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
        out.writeByte(FIN | opcode);
        if (payload.length < 126) {
            out.writeByte(MASKED | payload.length);
        } else if (payload.length <= 0xFFFF) {
            out.writeByte(MASKED | 126);
            out.writeShort(payload.length);
        } else {
            out.writeByte(MASKED | 127);
            out.writeLong(payload.length);
        }
        out.writeInt(0); // A mask of zeros changes nothing.
        out.write(payload);
        out.flush();
    }

    /** Reads whatever comes up to the close, and tells its code. */
    int awaitClose() throws IOException {
        while (true) {
            int opcode = in.readUnsignedByte() & 0xF;
            byte[] payload = in.readNBytes(payloadLength());
            if (opcode == CLOSE) {
                return ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
            }
        }
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
}
