package dev.chat.web.javalin;

import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A connection that two may write to who do not know of each other, Jetty and we: a write waits until the one before it
 * is done. Jetty's own refuses the second, and fails both.
 *
 * <p>Whoever {@linkplain #readWithoutBlocking promises} not to keep the thread that finds that something came is called
 * by that. Jetty would wake another for each read, lest it blocks.
 *
 * <p>The head of a request has to come within a time, however busily it trickles: Jetty itself minds only silence.
 */
final class PatientEndPoint extends SocketChannelEndPoint {
    private @Nullable Queue<Write> waiting;
    private boolean writing;
    private volatile boolean readsWithoutBlocking;
    private final @Nullable ClientAddress peer;
    private long headsSeen;
    private long bytesBeforeHead;
    private long headBegunAt = System.nanoTime();

    /**
     * Creates one.
     *
     * @param peer by which its connections are counted; null if they are not
     */
    PatientEndPoint(
            SocketChannel channel,
            ManagedSelector selector,
            SelectionKey key,
            Scheduler scheduler,
            @Nullable ClientAddress peer) {
        super(channel, selector, key, scheduler);
        this.peer = peer;
    }

    /** The address by which its connections are counted; null if they are not. */
    @Nullable
    ClientAddress peer() {
        return peer;
    }

    /**
     * Tells whether the head of a request began to come long ago and is not complete. To be asked again and again, by
     * one thread: it is noticed no earlier that a head has begun.
     *
     * @param now of {@link System#nanoTime}
     * @param patience in nanoseconds
     */
    boolean isHeadOverdue(long now, long patience) {
        Connection http = getConnection();
        // A WebSocket came by an upgrade; what is below TLS or HTTP/2 is not ours to see.
        if (!(http instanceof Connection.UpgradeFrom)) {
            return false;
        }
        long heads = http.getMessagesIn();
        long bytes = http.getBytesIn();
        boolean isAnswering = http.getMessagesOut() < heads;
        if (heads != headsSeen || isAnswering || bytes == bytesBeforeHead) {
            headsSeen = heads;
            bytesBeforeHead = bytes;
            headBegunAt = now;
            return false;
        }
        return now - headBegunAt > patience;
    }

    /** Writes, once what was to be written before is; does not block. Safe for use by many threads at once. */
    @Override
    public void write(Callback callback, ByteBuffer... buffers) {
        Write write = new Write(callback, buffers);
        synchronized (this) {
            if (writing) {
                if (waiting == null) {
                    waiting = new ArrayDeque<>();
                }
                waiting.add(write);
                return;
            }
            writing = true;
        }
        super.write(write, buffers);
    }

    /** Whoever reads from now on never blocks. All other connections wait meanwhile. */
    void readWithoutBlocking() {
        readsWithoutBlocking = true;
    }

    @Override
    public void fillInterested(Callback callback) {
        super.fillInterested(readsWithoutBlocking ? new NonBlocking(callback) : callback);
    }

    private void writeNext() {
        Write next;
        synchronized (this) {
            next = waiting == null ? null : waiting.poll();
            writing = next != null;
        }
        if (next != null) {
            super.write(next, next.buffers);
        }
    }

    private final class Write extends Callback.Nested {
        private final ByteBuffer[] buffers;

        Write(Callback callback, ByteBuffer... buffers) {
            super(callback);
            this.buffers = buffers;
        }

        @Override
        public void succeeded() {
            writeNext();
            super.succeeded();
        }

        @Override
        public void failed(Throwable failure) {
            writeNext();
            super.failed(failure);
        }
    }

    private static final class NonBlocking extends Callback.Nested {
        NonBlocking(Callback callback) {
            super(callback);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}
