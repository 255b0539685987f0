package dev.chat.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** One connection through the proxy, and what happens to it. */
final class Link {
    private static final int BUFFER = 8_192;
    private static final int CRUMB = 7;
    private static final int DROP = 256;
    private static final long DROP_MILLIS = 100;

    private final Socket client;
    private final Socket server;
    private final Fault fault;
    private final Random random;
    private final long openedAt = System.nanoTime();
    private final AtomicLong passed = new AtomicLong();

    Link(Socket client, Socket server, Fault fault, Random random) {
        this.client = client;
        this.server = server;
        this.fault = fault;
        this.random = random;
    }

    /** Reaches the other side. */
    void connect(InetSocketAddress target, int millis) throws IOException {
        server.connect(target, millis);
    }

    /** Passes everything both ways until one side, or the fault, ends it. */
    void pass() throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Random upwards = new Random(random.nextLong());
        Thread up = Thread.ofVirtual().start(() -> pump(client, server, fault.up(), upwards));
        pump(server, client, fault.down(), random);
        try {
            up.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends both sides as if the other had gone mad. */
    void reset() {
        try {
            client.setSoLinger(true, 0);
            server.setSoLinger(true, 0);
        } catch (IOException closed) {
            // It is over already.
        }
        close();
    }

    void close() {
        try (client;
                server) {
            // Both are closed, whatever one of them says to that.
        } catch (IOException closed) {
            // It is over already.
        }
    }

    private void pump(Socket from, Socket to, boolean concerned, Random own) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (!swallows(concerned)) {
                    pass(Arrays.copyOf(buffer, length), out, concerned, own);
                }
            }
        } catch (IOException closed) {
            // The end, as it comes.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        if (fault.kind() != Fault.Kind.HALF_OPEN || !isDue()) {
            close();
        }
    }

    private boolean swallows(boolean concerned) {
        return fault.kind() == Fault.Kind.HALF_OPEN && concerned && isDue();
    }

    private void pass(byte[] bytes, OutputStream out, boolean concerned, Random own)
            throws IOException, InterruptedException {
        switch (fault.kind()) {
            case RESET, CUT -> untilTheCut(bytes, out);
            case STALL -> {
                if (concerned && isDue() && left() > 0) {
                    Thread.sleep(left());
                }
                out.write(bytes);
            }
            case CRUMBS -> crumble(bytes, out, own);
            case DRIP -> drip(bytes, out, concerned);
            case NONE, HALF_OPEN -> out.write(bytes);
        }
    }

    private void untilTheCut(byte[] bytes, OutputStream out) throws IOException {
        long before = passed.getAndAdd(bytes.length);
        if (before + bytes.length < fault.afterBytes()) {
            out.write(bytes);
            return;
        }
        out.write(bytes, 0, (int) Math.max(0, fault.afterBytes() - before));
        if (fault.kind() == Fault.Kind.RESET) {
            reset();
        } else {
            close();
        }
    }

    private static void crumble(byte[] bytes, OutputStream out, Random own) throws IOException {
        for (int start = 0; start < bytes.length; ) {
            int length = Math.min(1 + own.nextInt(CRUMB), bytes.length - start);
            out.write(bytes, start, length);
            start += length;
        }
    }

    private void drip(byte[] bytes, OutputStream out, boolean concerned) throws IOException, InterruptedException {
        int start = 0;
        while (concerned && isDue() && left() > 0 && start < bytes.length) {
            int length = Math.min(DROP, bytes.length - start);
            out.write(bytes, start, length);
            start += length;
            Thread.sleep(DROP_MILLIS);
        }
        out.write(bytes, start, bytes.length - start);
    }

    private boolean isDue() {
        return age() >= fault.afterMillis();
    }

    private long left() {
        return fault.afterMillis() + fault.forMillis() - age();
    }

    private long age() {
        return (System.nanoTime() - openedAt) / 1_000_000;
    }
}
