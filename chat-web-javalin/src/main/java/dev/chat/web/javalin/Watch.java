package dev.chat.web.javalin;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Looks after one socket: whether its peer is still there, takes part in the closing, and sends no flood. A network
 * that drops what it carries tells nobody, and a close waits for the peer's own for as long as the peer likes to talk.
 */
final class Watch {
    private static final long BEAT = Duration.ofSeconds(20).toNanos();
    private static final long PATIENCE = Duration.ofSeconds(45).toNanos();

    private final Wire wire;
    private final SocketOutbox outbox;
    private final Bucket parts;
    private volatile @Nullable Connection connection;
    private long bytesHeard;
    private long framesHeard;
    private long heardAt;
    private long beatAt;
    private long wantedAt;

    /** Creates a watch that begins now, over a socket that is only open to be told why not. */
    Watch(Wire wire, SocketOutbox outbox, Bucket parts, long now) {
        this.wire = wire;
        this.outbox = outbox;
        this.parts = parts;
        heardAt = now;
        beatAt = now;
        wantedAt = now;
    }

    /** The socket carries this connection. */
    void attend(Connection present) {
        connection = present;
    }

    /** The socket is to close. */
    void seeOff() {
        connection = null;
    }

    /**
     * Looks, and does what has to be done; nothing of it blocks. Called by one thread.
     *
     * @return false if there is nothing left to look after
     */
    boolean look(long now) {
        if (!wire.isOpen()) {
            return false;
        }
        boolean flood = isFlood();
        Connection present = connection;
        if (present == null || present.isOver()) {
            return isStillClosing(now, flood);
        }
        wantedAt = now;
        listen(present, now);
        if (now - heardAt >= PATIENCE) {
            present.abandon(CloseCode.SILENT);
        } else if (flood) {
            present.close(CloseCode.TOO_MANY_FRAMES);
        } else if (now - beatAt >= BEAT) {
            beatAt = now;
            present.beat();
            wire.ping();
        }
        return true;
    }

    private void listen(Connection peer, long now) {
        long bytes = wire.bytesIn();
        // While a frame is being handled nobody listens for long, and that is not the peer's fault.
        if (bytes != bytesHeard || peer.isHandling()) {
            bytesHeard = bytes;
            heardAt = now;
        }
    }

    private boolean isFlood() {
        long frames = wire.framesIn();
        long more = frames - framesHeard;
        framesHeard = frames;
        return more > 0 && !parts.tryConsume(more);
    }

    private boolean isStillClosing(long now, boolean flood) {
        if (flood || now - wantedAt >= PATIENCE) {
            // Jetty tells of the end before this returns, and who is told may have to wait for a room.
            Thread.startVirtualThread(outbox::abort);
            return false;
        }
        return true;
    }
}
