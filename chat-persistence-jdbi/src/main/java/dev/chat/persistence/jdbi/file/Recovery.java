package dev.chat.persistence.jdbi.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * Brings a file into the state that its journal tells of, before anybody reads it, and begins a round of the journal.
 *
 * <p>The header of a file that is in use names its journal. So a journal that lies beside another file, such as a
 * backup that was put in its place, is not taken for this one's, and a file whose journal is missing is not taken for
 * whole.
 */
final class Recovery {
    private final FileChannel file;
    private final Journal journal;

    Recovery(FileChannel file, Journal journal) {
        this.file = file;
        this.journal = journal;
    }

    /**
     * Does it.
     *
     * @return whether the file is new: it was just created, or never made whole, and then nothing in it counts
     * @throws DamagedFileException if the file or its journal is not what was left there; nothing was changed then
     */
    boolean run() throws IOException {
        long size = file.size();
        JournalHeader left = journal.header();
        HeaderLine line = HeaderLine.newestOf(Channels.read(file, 0, HeaderLine.BYTES));
        if (isNew(size, left, line)) {
            beginNew(left);
            return true;
        }
        if (line == null) {
            throw new DamagedFileException(
                    size == 0
                            ? "The file is empty, though it was not made just now."
                            : "The file has no whole header.");
        }
        recover(line, left);
        return false;
    }

    /** A file is made whole only after its journal and its header are on disk. */
    private boolean isNew(long size, @Nullable JournalHeader left, @Nullable HeaderLine line) {
        if (!journal.exists() || (left != null && left.whole())) {
            return false;
        }
        return line == null ? size <= HeaderLine.BYTES : left != null && left.isOf(line.journal());
    }

    private void beginNew(@Nullable JournalHeader left) throws IOException {
        JournalHeader round = left == null ? JournalHeader.create(false) : left.following(false);
        journal.begin(round, 0);
        mark(HeaderLine.ofNew(), round.id());
        file.truncate(HeaderLine.BYTES);
        file.force(true);
    }

    private void recover(HeaderLine line, @Nullable JournalHeader left) throws IOException {
        if (line.journal() == 0) {
            begin(JournalHeader.create(true));
        } else if (left != null && left.whole() && left.isOf(line.journal())) {
            journal.replay(file);
            endRound(true);
        } else {
            throw new DamagedFileException("The file was in use when its process or its machine stopped, and its"
                    + " journal is missing or belongs to another file.");
        }
    }

    private void begin(JournalHeader round) throws IOException {
        journal.begin(round, 0);
        mark(header(), round.id());
        file.force(true);
    }

    /** Makes durable what was done to the file, and begins the journal anew. */
    void endRound(boolean whole) throws IOException {
        JournalHeader round = journal.header();
        if (round != null) {
            JournalHeader following = round.following(whole);
            mark(header(), following.id());
            file.force(true);
            journal.begin(following, DiskFile.ROUND);
        }
    }

    /** Makes durable what was done to the file, and lets it stand for itself. */
    void end() throws IOException {
        file.force(true);
        mark(header(), 0);
        file.force(true);
        journal.delete();
    }

    private HeaderLine header() throws IOException {
        HeaderLine line = HeaderLine.newestOf(Channels.read(file, 0, HeaderLine.BYTES));
        if (line == null) {
            throw new DamagedFileException("The file has no whole header.");
        }
        return line;
    }

    private void mark(HeaderLine line, long id) throws IOException {
        Channels.write(file, ByteBuffer.wrap(line.withJournal(id).blocks()), 0);
    }
}
