package dev.chat.persistence.jdbi.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * H2's file, so that neither the loss of power nor a disk that is full or fails does it harm. Safe for use by many
 * threads.
 *
 * <p>H2 writes over space that it has just given up, and trusts that what it writes first is on the disk first. So
 * nothing of what it writes goes to its file at once. It waits in memory, where reads find it; the end of a commit
 * makes a batch of it in a {@link Journal}; a sync forces the journal to disk, and only then the batch is done to the
 * file. Whatever a loss of power leaves in the file, the journal has all to put it right. When the journal is long
 * enough, the file is forced to disk, and the journal begins anew.
 *
 * <p>H2 takes any failed write for the end: it closes the database under everybody, and may come to a deadlock over it.
 * So no write fails. What the disk refuses goes on to wait, with all that come after it. Whoever needs to know asks
 * {@link #requireWritten} or {@link #sync}.
 *
 * <p>A sync that fails may have made the operating system give up what it had not written yet, and the next sync would
 * then succeed without it. So what was written since the last successful sync is kept, and after a failed one written
 * again.
 */
public final class DiskFile {
    /** A journal that is longer than this begins anew. */
    static final long ROUND = 2L << 20;

    /** With more than this in memory, a batch ends in the middle of a commit, which H2 undoes if it stays at that. */
    private static final long MOST_BYTES = 8L << 20;

    private final ReentrantLock syncing = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();

    private Waiting waiting = new Waiting();
    private StoreHeader header = new StoreHeader();
    private long size;

    /** Whether what is in the file can be read there. */
    private volatile boolean allInFile = true;

    /** Whether the disk has refused something. */
    private volatile boolean behind;

    private volatile boolean isNew;

    /** Whether it is recovered. */
    private boolean begun;

    private @Nullable JournaledFile journaled;

    DiskFile() {}

    /** Works on this from now on; {@link #begin} comes next. */
    void open(FileChannel channel, Journal beside) {
        writing.lock();
        try {
            journaled = new JournaledFile(channel, beside);
            begun = false;
        } finally {
            writing.unlock();
        }
    }

    /**
     * Recovers the file, which belongs to this process alone.
     *
     * @throws DamagedFileException if it is not what was left there
     */
    void begin() throws IOException {
        writing.lock();
        try {
            waiting = new Waiting();
            header = new StoreHeader();
            behind = false;
            isNew = journaled().recover();
            size = isNew ? 0 : journaled().size();
            allInFile = !isNew;
            begun = true;
        } finally {
            writing.unlock();
        }
    }

    /** {@return whether the file was just created, or never {@linkplain #complete made whole}} */
    public boolean isNew() {
        return isNew;
    }

    /**
     * Notes that all that a new file is created with is in there. If the process ends before, the file begins anew.
     * Called while nobody writes.
     *
     * @throws IOException if that cannot be made durable
     */
    public void complete() throws IOException {
        syncing.lock();
        writing.lock();
        try {
            syncAll();
            if (isNew) {
                endRound(true);
                isNew = false;
            }
        } finally {
            writing.unlock();
            syncing.unlock();
        }
    }

    /** Notes that what was written until now belongs together. Called at the end of a commit, while nobody writes. */
    public void commit() {
        boolean isMuch;
        writing.lock();
        try {
            waiting.seal();
            append();
            isMuch = waiting.bytes() > ROUND;
        } catch (IOException refused) {
            // Told to those who ask.
            isMuch = false;
        } finally {
            writing.unlock();
        }
        if (isMuch) {
            trySync();
        }
    }

    /**
     * Returns once the operating system has all that was committed before this call.
     *
     * @throws IOException if the disk still refuses some of it, which goes on to wait
     */
    public void requireWritten() throws IOException {
        if (!behind) {
            return;
        }
        syncing.lock();
        writing.lock();
        try {
            append();
            apply();
        } finally {
            writing.unlock();
            syncing.unlock();
        }
    }

    /**
     * Returns once all that was written before this call is on disk. Called while nobody writes.
     *
     * @throws IOException if it may not be; the next attempt covers it too
     */
    public void sync() throws IOException {
        // One at a time: the operating system tells of a failure once.
        syncing.lock();
        try {
            syncAll();
            if (journaled().isLong()) {
                endRound(!isNew);
            }
        } finally {
            syncing.unlock();
        }
    }

    private void syncAll() throws IOException {
        int covered = appendAll();
        boolean synced = false;
        try {
            if (covered > 0) {
                journaled().sync();
            }
            synced = true;
        } finally {
            end(covered, synced);
        }
    }

    /** Returns how many of those that wait are to be synced. */
    private int appendAll() throws IOException {
        writing.lock();
        try {
            waiting.seal();
            append();
            return waiting.isAnyUnsynced() ? waiting.inJournal() : 0;
        } finally {
            writing.unlock();
        }
    }

    private void end(int covered, boolean synced) throws IOException {
        writing.lock();
        try {
            if (!synced) {
                journaled().forgetUnsynced();
                waiting.unsyncedAreLost();
                behind = true;
                return;
            }
            if (covered > 0) {
                waiting.synced(covered);
            }
            apply();
        } finally {
            writing.unlock();
        }
    }

    private void append() throws IOException {
        try {
            if (journaled().isUnsettled()) {
                endRound(!isNew);
            }
            if (!waiting.unwritten().isEmpty()) {
                journaled().append(waiting.unwritten());
            }
            waiting.written();
            behind = !waiting.applicable().isEmpty();
        } catch (IOException | Error failure) {
            behind = true;
            throw failure;
        }
    }

    private void apply() throws IOException {
        try {
            journaled().apply(waiting.applicable());
            waiting.applied();
            allInFile = waiting.isEmpty();
            behind = !waiting.unwritten().isEmpty();
        } catch (IOException | Error failure) {
            behind = true;
            throw failure;
        }
    }

    /** Begins the journal anew, unless something in it is not on disk yet. All that is has been done to the file. */
    private void endRound(boolean whole) throws IOException {
        writing.lock();
        try {
            if (!waiting.isAnyUnsynced()) {
                journaled().endRound(whole);
            }
        } finally {
            writing.unlock();
        }
    }

    int write(ByteBuffer source, long position) throws IOException {
        byte[] content = new byte[source.remaining()];
        source.get(content);
        if (add(content, position)) {
            trySync();
        }
        return content.length;
    }

    /** Tells whether it is time for a sync. */
    private boolean add(byte[] content, long position) throws IOException {
        writing.lock();
        try {
            add(new Operation.Write(header.corrected(content, position), position));
            return waiting.bytes() > MOST_BYTES && !behind;
        } finally {
            writing.unlock();
        }
    }

    private void add(Operation operation) throws IOException {
        journaled().requireOpen();
        waiting.add(operation);
        allInFile = false;
        size = operation.sizeAfter(size);
    }

    void truncate(long newSize) throws IOException {
        writing.lock();
        try {
            if (newSize < size) {
                add(new Operation.Truncation(newSize));
            }
        } finally {
            writing.unlock();
        }
    }

    private void trySync() {
        try {
            sync();
        } catch (IOException failed) {
            // The caller of the next sync is told, if that fails too.
        }
    }

    long size() throws IOException {
        writing.lock();
        try {
            journaled().requireOpen();
            return size;
        } finally {
            writing.unlock();
        }
    }

    int read(ByteBuffer target, long position) throws IOException {
        return allInFile ? journaled().read(target, position) : readWithWaiting(target, position);
    }

    private int readWithWaiting(ByteBuffer target, long position) throws IOException {
        writing.lock();
        try {
            int length = (int) Math.min(target.remaining(), size() - position);
            if (length <= 0) {
                return -1;
            }
            byte[] content = journaled().read(position, length);
            waiting.applyTo(content, position);
            target.put(content);
            return length;
        } finally {
            writing.unlock();
        }
    }

    /** Ends the work on the file, which is whole by itself then, unless the disk refuses it. */
    void close() throws IOException {
        syncing.lock();
        writing.lock();
        try {
            if (begun && !isNew) {
                syncAll();
                journaled().end();
            }
        } finally {
            begun = false;
            closeBoth();
            writing.unlock();
            syncing.unlock();
        }
    }

    private void closeBoth() throws IOException {
        if (journaled != null) {
            journaled.close();
        }
    }

    private JournaledFile journaled() throws ClosedChannelException {
        if (journaled == null) {
            throw new ClosedChannelException();
        }
        return journaled;
    }
}
