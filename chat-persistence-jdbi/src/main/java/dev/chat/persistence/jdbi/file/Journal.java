package dev.chat.persistence.jdbi.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.List;
import org.h2.store.fs.FilePath;
import org.jspecify.annotations.Nullable;

/**
 * A file beside another one that has in it what is about to be done to that one, batch by batch. It is written in
 * rounds: each begins at the file's beginning with an id of its own, so that no batch of the round before is ever taken
 * for one of this. Whoever uses it sees to it that one thread does so at a time.
 */
final class Journal {
    private static final int BEGIN = 4_096;

    /** A sync is cheap where the file system has nothing to note but the bytes. */
    private static final int STEP = 256 << 10;

    private final FilePath path;
    private @Nullable FileChannel channel;
    private @Nullable JournalHeader header;

    private boolean unsettled;

    private long allocated;
    private volatile Mark end = new Mark(BEGIN, 0);
    private Mark synced = end;

    Journal(FilePath path) {
        this.path = path;
    }

    /** Creates an empty one, unless there is one. */
    void create() throws IOException {
        if (!path.exists()) {
            path.createFile();
            Folders.sync(path);
        }
    }

    /** Opens what there is; that may be nothing. */
    void open() throws IOException {
        if (path.exists()) {
            channel = path.open("rw");
            allocated = channel().size();
            header = JournalHeader.decoded(Channels.read(channel(), 0, JournalHeader.BYTES));
        }
    }

    boolean exists() {
        return channel != null;
    }

    /** Null if it has none that is whole. */
    @Nullable
    JournalHeader header() {
        return header;
    }

    /** How many bytes of this round there are. */
    long length() {
        return end.position - BEGIN;
    }

    /**
     * Begins a round, on disk when this returns. After a failure nothing can be appended until another attempt
     * succeeds.
     *
     * @param most bytes that the file keeps
     */
    void begin(JournalHeader round, long most) throws IOException {
        boolean isNew = !path.exists();
        if (channel == null) {
            channel = path.open("rw");
        }
        unsettled = true;
        Channels.write(channel(), round.encoded(), 0);
        force();
        if (isNew) {
            Folders.sync(path);
        }
        if (allocated > Math.max(most, BEGIN)) {
            // Not before: with the old header, the whole of the old round must be there.
            channel().truncate(Math.max(most, BEGIN));
            allocated = channel().size();
        }
        unsettled = false;
        header = round;
        end = new Mark(BEGIN, 0);
        synced = end;
    }

    /** Writes a batch, which a process that is killed leaves behind; the loss of power only once it is synced. */
    void append(List<Operation> operations) throws IOException {
        JournalHeader round = header;
        if (unsettled || round == null) {
            throw new ClosedChannelException();
        }
        ByteBuffer batch = Batch.encoded(operations, round.id(), end.sequence);
        long next = end.position + batch.remaining();
        Channels.write(channel(), batch, end.position);
        if (next > allocated) {
            allocateBehind(next);
        }
        end = new Mark(next, end.sequence + 1);
    }

    private void allocateBehind(long used) throws IOException {
        long wanted = (used / STEP + 1) * STEP;
        Channels.write(channel(), ByteBuffer.allocate((int) (wanted - used)), used);
        allocated = wanted;
    }

    /**
     * Makes the batches that were appended before this call survive the loss of power. After a failure,
     * {@link #forgetUnsynced} is due. Others may append meanwhile.
     */
    void sync() throws IOException {
        Mark covered = end;
        force();
        synced = covered;
    }

    /**
     * Goes back to the last sync: the operating system may have given up what it had not written then, so that is to be
     * appended anew.
     */
    void forgetUnsynced() {
        end = synced;
    }

    /** Whether it is uncertain which round is on the disk: then another is to be begun before anything is appended. */
    boolean isUnsettled() {
        return unsettled;
    }

    private void force() throws IOException {
        channel().force(false);
    }

    /** Does all whole batches of the round to the file, in their order. */
    void replay(FileChannel file) throws IOException {
        JournalHeader round = header;
        Mark next = new Mark(BEGIN, 0);
        while (round != null) {
            byte[] batch = read(round, next);
            List<Operation> operations = batch == null ? null : Batch.decoded(batch);
            if (batch == null || operations == null) {
                return;
            }
            for (Operation operation : operations) {
                operation.apply(file, round.id());
            }
            next = new Mark(next.position + batch.length, next.sequence + 1);
        }
    }

    private byte @Nullable [] read(JournalHeader round, Mark mark) throws IOException {
        byte[] head = Channels.read(channel(), mark.position, Batch.HEAD);
        long length = Batch.length(head, round.id(), mark.sequence);
        if (length < 0 || length > channel().size() - mark.position - Batch.HEAD) {
            return null;
        }
        return Channels.read(channel(), mark.position, (int) (Batch.HEAD + length));
    }

    void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        header = null;
        if (open != null) {
            open.close();
        }
    }

    /** Removes the file. */
    void delete() throws IOException {
        close();
        path.delete();
    }

    private FileChannel channel() throws IOException {
        if (channel == null) {
            throw new ClosedChannelException();
        }
        return channel;
    }

    /** A place in a round, with the number of the batch that begins there. */
    private record Mark(long position, long sequence) {}
}
