package dev.chat.bench.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * A connection that is kept open, for one request after the other. It knows of HTTP/1.1 what it takes to tell where an
 * answer ends, so that it costs next to nothing beside the server that it measures. Used by one thread; blocks.
 */
public final class HttpConnection implements AutoCloseable {
    private static final int CARRIAGE_RETURN_AND_LINE_FEED = 2;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /** What was read and not used yet. */
    private byte[] buffer = new byte[64 * 1024];

    private int begin;
    private int end;

    /** Kept, since an array that grows is copied again and again, which would be taken for the server's time. */
    private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();

    /**
     * Connects to a server on this machine.
     *
     * @throws IOException if there is none
     */
    public HttpConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** {@return a request without a body, which can be sent any number of times} */
    public static byte[] request(String method, String path, String token) {
        return head(method, path, token).concat("\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** {@return a request with a body of JSON} */
    public static byte[] request(String method, String path, String token, String json) {
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        String head =
                head(method, path, token) + "Content-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
        return head.concat(json).getBytes(StandardCharsets.UTF_8);
    }

    private static String head(String method, String path, String token) {
        String authorization = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + authorization;
    }

    /**
     * Sends a request and waits for all of its answer.
     *
     * @return the answer's body
     * @throws IOException if the connection breaks, or the answer is neither 2xx nor understood
     */
    public byte[] exchange(byte[] request) throws IOException {
        out.write(request);
        String status = line();
        long length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String field = header.toLowerCase(Locale.ROOT);
            if (field.startsWith("content-length:")) {
                length = Long.parseLong(
                        field.substring("content-length:".length()).strip());
            } else if (field.startsWith("transfer-encoding:")) {
                chunked = field.endsWith("chunked");
            }
        }
        byte[] body = chunked ? chunks() : bytes(Math.toIntExact(length));
        if (!status.startsWith("HTTP/1.1 2")) {
            throw new IOException(status + ": " + new String(body, StandardCharsets.UTF_8));
        }
        return body;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private byte[] chunks() throws IOException {
        chunks.reset();
        for (int length = chunkLength(); length > 0; length = chunkLength()) {
            chunks.writeBytes(bytes(length));
            line();
        }
        line();
        return chunks.toByteArray();
    }

    private int chunkLength() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private byte[] bytes(int count) throws IOException {
        while (end - begin < count) {
            read();
        }
        byte[] bytes = Arrays.copyOfRange(buffer, begin, begin + count);
        begin += count;
        return bytes;
    }

    private String line() throws IOException {
        int from = begin;
        while (true) {
            for (; from < end; from++) {
                if (buffer[from] == '\n') {
                    String line = new String(
                            buffer,
                            begin,
                            Math.max(0, from + 1 - CARRIAGE_RETURN_AND_LINE_FEED - begin),
                            StandardCharsets.US_ASCII);
                    begin = from + 1;
                    return line;
                }
            }
            int known = from - begin;
            read();
            from = begin + known;
        }
    }

    private void read() throws IOException {
        if (begin == end) {
            begin = 0;
            end = 0;
        } else if (begin > 0) {
            System.arraycopy(buffer, begin, buffer, 0, end - begin);
            end -= begin;
            begin = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int count = in.read(buffer, end, buffer.length - end);
        if (count < 0) {
            throw new EOFException("The server closed the connection");
        }
        end += count;
    }
}
