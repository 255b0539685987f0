package dev.chat.persistence.jdbi;

import dev.chat.persistence.jdbi.file.DiskFile;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The disk of an embedded database. Writers are turned away before the room ends: so readers are served on a full disk
 * as ever, and stopping and starting have the little that they need. Where the end cannot be seen coming, as with a
 * quota, some units of work find their writes refused: then nobody is served, readers neither, until the disk has taken
 * those, lest anyone is shown what a kill would take back.
 */
final class EmbeddedDisk implements Disk {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDisk.class);

    /** What a unit of work needs twice, in the journal and in the file, and what H2 tidies up meanwhile. */
    private static final long MOST_RESERVED = 16L << 20;

    /** Of a small disk, this part. */
    private static final int RESERVED_PART = 8;

    private final File folder;
    private final DiskFile file;
    private final AtomicBoolean full = new AtomicBoolean();

    EmbeddedDisk(File folder, DiskFile file) {
        this.folder = folder;
        this.file = file;
    }

    @Override
    public void requireRoom() {
        // Some file systems do not tell, and call it 0 of 0.
        long reserved = Math.min(MOST_RESERVED, folder.getTotalSpace() / RESERVED_PART);
        boolean hasRoom = folder.getUsableSpace() >= reserved;
        if (full.compareAndSet(hasRoom, !hasRoom)) {
            LOG.warn("The disk of {} {}", folder, hasRoom ? "has room again" : "is full: nothing is written");
        }
        if (!hasRoom) {
            throw new StoreDiskException("The disk of " + folder + " is full: its last " + (reserved >> 10)
                    + " KB are not for new messages.");
        }
    }

    @Override
    public void committed() {
        file.commit();
    }

    @Override
    public void complete() {
        translating(file::complete);
    }

    @Override
    public void requireWritten() {
        translating(file::requireWritten);
    }

    @Override
    public void requireSynced() {
        translating(file::sync);
    }

    private void translating(Access access) {
        try {
            access.run();
        } catch (IOException refused) {
            throw new StoreDiskException("The disk of " + folder + " failed: " + refused.getMessage(), refused);
        }
    }

    @FunctionalInterface
    private interface Access {
        void run() throws IOException;
    }
}
