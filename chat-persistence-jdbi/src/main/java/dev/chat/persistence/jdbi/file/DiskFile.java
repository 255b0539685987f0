package dev.chat.persistence.jdbi.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * H2's file on a disk that may be full or fail. Safe for use by many threads.
 *
 * <p>H2 takes any failed write for the end: it closes the database under everybody, and may come to a deadlock over it.
 * So a write that the disk refuses does not fail. It waits in memory, with all that come after it, until the disk takes
 * them, in their order: what is on disk is at any time what a process that was killed would have left. Whoever needs to
 * know asks {@link #requireWritten} or {@link #sync}.
 *
 * <p>A sync that fails may have made the operating system give up what it had not written yet, and the next sync would
 * then succeed without it. So all that was written since the last successful sync is kept, and after a failed one
 * written again.
 */
public final class DiskFile {
    /** With more than this in memory, it syncs without being asked. */
    private static final long MOST_BYTES = 16L << 20;

    private final ReentrantLock syncing = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();

    /** Since the last successful sync. */
    private final List<Operation> operations = new ArrayList<>();

    private final StoreHeader header = new StoreHeader();

    /** Until then, what a process that was killed had written may not be on disk. */
    private boolean syncedOnce;

    private long bytes;

    /** How many of the operations the operating system has taken. */
    private int written;

    /** Whether it has taken fewer than there are. */
    private volatile boolean behind;

    private @Nullable FileChannel base;

    DiskFile() {}

    /** Works on this from now on. */
    void open(FileChannel channel) {
        writing.lock();
        try {
            base = channel;
        } finally {
            writing.unlock();
        }
    }

    /**
     * Returns once the operating system has all that was written before this call.
     *
     * @throws IOException if the disk still refuses some of it, which goes on to wait
     */
    public void requireWritten() throws IOException {
        if (!behind) {
            return;
        }
        syncing.lock();
        try {
            catchUpForAll();
        } finally {
            syncing.unlock();
        }
    }

    /**
     * Returns once all that was written before this call is on disk.
     *
     * @throws IOException if it may not be; the next attempt covers it too
     */
    public void sync() throws IOException {
        // One at a time: the operating system tells of a failure once.
        syncing.lock();
        try {
            int covered = catchUpForAll();
            if (covered == 0 && syncedOnce) {
                return;
            }
            boolean synced = false;
            try {
                channel().force(true);
                synced = true;
                syncedOnce = true;
            } finally {
                end(covered, synced);
            }
        } finally {
            syncing.unlock();
        }
    }

    /**
     * Syncs on behalf of H2, which does so in the middle of a commit too, before it cuts the file: a failure there
     * would be the end. So a sync that is refused waits like a write, and what comes after it comes after it.
     */
    void force() throws IOException {
        try {
            sync();
        } catch (ClosedChannelException closed) {
            throw closed;
        } catch (IOException refused) {
            perform(new Operation.Sync());
        }
    }

    private void end(int covered, boolean synced) {
        writing.lock();
        try {
            if (synced) {
                List<Operation> done = operations.subList(0, covered);
                bytes -= done.stream().mapToLong(Operation::bytes).sum();
                done.clear();
                written -= covered;
            } else {
                written = 0;
                behind = !operations.isEmpty();
            }
        } finally {
            writing.unlock();
        }
    }

    int write(ByteBuffer source, long position) throws IOException {
        byte[] content = new byte[source.remaining()];
        source.get(content);
        if (performWrite(content, position)) {
            trySync();
        }
        return content.length;
    }

    void truncate(long size) throws IOException {
        perform(new Operation.Truncation(size));
    }

    /** Writes, and tells whether it is time for a sync. */
    private boolean performWrite(byte[] content, long position) throws IOException {
        writing.lock();
        try {
            perform(new Operation.Write(header.corrected(content, position), position));
            return bytes > MOST_BYTES && !behind;
        } finally {
            writing.unlock();
        }
    }

    /** Does it now, or once the disk lets it. */
    private void perform(Operation operation) throws IOException {
        writing.lock();
        try {
            operations.add(operation);
            bytes += operation.bytes();
            if (!behind) {
                catchUp(false);
            }
        } catch (ClosedChannelException closed) {
            operations.removeLast();
            bytes -= operation.bytes();
            throw closed;
        } catch (IOException refused) {
            // Told to those who ask for a sync.
            behind = true;
        } catch (Error failure) {
            behind = true;
            throw failure;
        } finally {
            writing.unlock();
        }
    }

    private void trySync() {
        try {
            sync();
        } catch (IOException failed) {
            // Told to whoever asks for the next one, if that fails too.
        }
    }

    /** Under the lock of those who sync. */
    private int catchUpForAll() throws IOException {
        writing.lock();
        try {
            catchUp(true);
            return operations.size();
        } finally {
            writing.unlock();
        }
    }

    private void catchUp(boolean maySync) throws IOException {
        behind = true;
        while (written < operations.size()) {
            if (operations.get(written) instanceof Operation.Sync && !maySync) {
                return;
            }
            applyNext();
        }
        behind = false;
    }

    private void applyNext() throws IOException {
        Operation next = operations.get(written);
        try {
            next.apply(channel());
            written++;
        } catch (IOException refused) {
            if (next instanceof Operation.Sync) {
                // What came before it may be lost, though it was written.
                written = 0;
            }
            throw refused;
        }
    }

    long size() throws IOException {
        writing.lock();
        try {
            long size = channel().size();
            for (Operation waiting : waiting()) {
                size = waiting.sizeAfter(size);
            }
            return size;
        } finally {
            writing.unlock();
        }
    }

    int read(ByteBuffer target, long position) throws IOException {
        return behind ? readWithWaiting(target, position) : channel().read(target, position);
    }

    private int readWithWaiting(ByteBuffer target, long position) throws IOException {
        writing.lock();
        try {
            int length = (int) Math.min(target.remaining(), size() - position);
            if (length <= 0) {
                return -1;
            }
            ByteBuffer content = ByteBuffer.allocate(length);
            while (content.hasRemaining() && channel().read(content, position + content.position()) >= 0) {
                // Until there is no more of it on the disk.
            }
            for (Operation waiting : waiting()) {
                waiting.applyTo(content.array(), position);
            }
            target.put(content.array());
            return length;
        } finally {
            writing.unlock();
        }
    }

    private List<Operation> waiting() {
        return operations.subList(written, operations.size());
    }

    private FileChannel channel() throws IOException {
        if (base == null) {
            throw new ClosedChannelException();
        }
        return base;
    }
}
