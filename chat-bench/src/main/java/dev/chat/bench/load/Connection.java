package dev.chat.bench.load;

import dev.chat.bench.contest.BenchException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One WebSocket: its upgrade, what it has begun to read, and what it could not write yet. Used by one thread. */
final class Connection {
    private static final byte[] NOTHING = {};
    private static final int LAST = 0x80;
    private static final int TEXT = 1;
    private static final int PONG = 10;
    private static final int MASKED = 0x80;
    private static final int SMALL = 125;
    private static final int LENGTH_IN_TWO = 126;
    private static final int LONGEST = 0xffff;
    private static final int HEAD = 8;
    private static final String END_OF_HEADERS = "\r\n\r\n";
    private static final String SWITCHING = "HTTP/1.1 101 ";

    private final SocketChannel channel;
    private final SelectionKey key;
    private final FrameWalk walk;
    private final byte[] request;
    private final Opened onOpened;
    private byte[] carry = NOTHING;
    private int carried;
    private @Nullable ByteBuffer unsent;
    private boolean isOpen;
    private boolean isDeaf;

    Connection(Selector selector, InetSocketAddress address, FrameWalk walk, byte[] request, Opened onOpened)
            throws IOException {
        this.walk = walk;
        this.request = request;
        this.onOpened = onOpened;
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(address);
        key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    }

    /** Does what can be done now, with a buffer that all share. */
    void proceed(ByteBuffer shared) throws IOException, BenchException {
        if (key.isConnectable() && channel.finishConnect()) {
            key.interestOps(SelectionKey.OP_READ);
            write(ByteBuffer.wrap(request));
        }
        if (key.isWritable() && unsent != null) {
            ByteBuffer rest = unsent;
            unsent = null;
            key.interestOps(isDeaf ? 0 : SelectionKey.OP_READ);
            write(rest);
        }
        if (key.isReadable()) {
            read(shared);
        }
    }

    /** Reads nothing from now on, as somebody whose network has gone. */
    void goDeaf() {
        isDeaf = true;
        key.interestOps(0);
    }

    void send(String text) throws IOException {
        frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void pong(byte[] payload) throws IOException {
        frame(PONG, payload);
    }

    void close() throws IOException {
        channel.close();
    }

    private void read(ByteBuffer shared) throws IOException, BenchException {
        shared.clear().put(carry, 0, carried);
        int count = channel.read(shared);
        if (count < 0) {
            throw new BenchException("The server ended a connection");
        }
        if (count == 0) {
            return;
        }
        shared.flip();
        if (isOpen || upgraded(shared)) {
            walk.walk(shared);
        }
        keep(shared);
    }

    private void keep(ByteBuffer shared) throws BenchException {
        if (shared.remaining() == shared.capacity()) {
            throw new BenchException("A frame is larger than " + shared.capacity() + " bytes");
        }
        carried = shared.remaining();
        if (carried > carry.length) {
            carry = new byte[carried];
        }
        shared.get(carry, 0, carried);
    }

    private boolean upgraded(ByteBuffer bytes) throws BenchException, IOException {
        byte[] all = new byte[bytes.remaining()];
        bytes.get(bytes.position(), all);
        String answer = new String(all, StandardCharsets.ISO_8859_1);
        int end = answer.indexOf(END_OF_HEADERS);
        if (end < 0) {
            return false;
        }
        if (!answer.startsWith(SWITCHING)) {
            throw new BenchException("The server does not upgrade: " + answer);
        }
        bytes.position(bytes.position() + end + END_OF_HEADERS.length());
        isOpen = true;
        onOpened.run();
        return true;
    }

    /** The mask is of zeros: it is as good as any for a server, and costs nothing here. */
    private void frame(int opcode, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(HEAD + payload.length);
        frame.put((byte) (LAST | opcode));
        if (payload.length <= SMALL) {
            frame.put((byte) (MASKED | payload.length));
        } else if (payload.length <= LONGEST) {
            frame.put((byte) (MASKED | LENGTH_IN_TWO)).putShort((short) payload.length);
        } else {
            throw new IllegalArgumentException("Too long: " + payload.length);
        }
        write(frame.putInt(0).put(payload).flip());
    }

    private void write(ByteBuffer bytes) throws IOException {
        if (unsent != null) {
            unsent = ByteBuffer.allocate(unsent.remaining() + bytes.remaining())
                    .put(unsent)
                    .put(bytes)
                    .flip();
            return;
        }
        channel.write(bytes);
        if (bytes.hasRemaining()) {
            unsent = bytes;
            key.interestOpsOr(SelectionKey.OP_WRITE);
        }
    }

    /** What is done once the upgrade is through. */
    @FunctionalInterface
    interface Opened {
        void run() throws BenchException, IOException;
    }
}
