package dev.chat.persistence.jdbi.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.List;

/**
 * A file and the {@link Journal} beside it. {@link DiskFile} lets one thread at a time change them; reading and
 * {@link #sync} may happen meanwhile.
 */
final class JournaledFile {
    private final FileChannel file;
    private final Journal journal;

    /** Whether a sync of the file failed: what it lost by that is in the journal. */
    private boolean isLost;

    private volatile boolean closed;

    JournaledFile(FileChannel file, Journal journal) {
        this.file = file;
        this.journal = journal;
    }

    /**
     * Brings the file into the state that the journal tells of.
     *
     * @return whether the file is new
     * @throws DamagedFileException if it is not what was left there
     */
    boolean recover() throws IOException {
        isLost = false;
        journal.open();
        return recovery().run();
    }

    /** Whether another round has to begin before anything can be appended. */
    boolean isUnsettled() {
        return journal.isUnsettled();
    }

    /** Whether the journal's round is so long that another one should begin. */
    boolean isLong() {
        return journal.length() > DiskFile.ROUND;
    }

    /** Writes a batch to the journal. */
    void append(List<Operation> batch) throws IOException {
        journal.append(batch);
    }

    /** Makes the batches in the journal survive the loss of power. After a failure, {@link #forgetUnsynced} is due. */
    void sync() throws IOException {
        journal.sync();
    }

    /** Goes back to the last sync of the journal. */
    void forgetUnsynced() {
        journal.forgetUnsynced();
    }

    /** Does operations to the file that are on disk in the journal. */
    void apply(List<Operation> operations) throws IOException {
        JournalHeader round = journal.header();
        if (round == null) {
            throw new ClosedChannelException();
        }
        for (Operation operation : operations) {
            operation.apply(file(), round.id());
        }
    }

    /** Begins a round of the journal, once all that is in this one has been done to the file. */
    void endRound(boolean whole) throws IOException {
        restore();
        isLost = true;
        recovery().endRound(whole);
        isLost = false;
    }

    /** Lets the file stand for itself, and removes the journal. */
    void end() throws IOException {
        restore();
        recovery().end();
    }

    private void restore() throws IOException {
        if (isLost) {
            journal.replay(file());
        }
    }

    int read(ByteBuffer target, long position) throws IOException {
        return file().read(target, position);
    }

    byte[] read(long position, int length) throws IOException {
        return Channels.read(file(), position, length);
    }

    long size() throws IOException {
        return file().size();
    }

    void requireOpen() throws ClosedChannelException {
        if (closed) {
            throw new ClosedChannelException();
        }
    }

    void close() throws IOException {
        closed = true;
        try (file) {
            journal.close();
        }
    }

    private FileChannel file() throws ClosedChannelException {
        requireOpen();
        return file;
    }

    private Recovery recovery() throws ClosedChannelException {
        return new Recovery(file(), journal);
    }
}
