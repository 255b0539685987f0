package dev.chat.persistence.jdbi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system for H2 with one file, whose disk fills up, and loses what a failed sync did not write, as operating
 * systems do. H2 creates it by reflection, hence public.
 */
public final class FaultyDisk extends FilePathWrapper {
    static final String PREFIX = "faulty:";

    private static Control control = new Control();

    /** Makes it known to H2, with a disk that is well. */
    static Control install() {
        FilePath.register(new FaultyDisk());
        control = new Control();
        return control;
    }

    @Override
    public String getScheme() {
        return "faulty";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new FaultyFile(super.open(mode), control);
    }

    /** What ails the disk, and what it holds. */
    static final class Control {
        private long room = Long.MAX_VALUE;
        private boolean failingSyncs;
        private final List<long[]> unsynced = new ArrayList<>();
        private byte[] onDisk = new byte[0];

        /** Lets so many more bytes be written. */
        synchronized void setRoom(long bytes) {
            room = bytes;
        }

        synchronized void setFailingSyncs(boolean failing) {
            failingSyncs = failing;
        }

        /** What is there after a loss of power. */
        synchronized byte[] onDisk() {
            return onDisk.clone();
        }

        /** As much as there is room for, like any write. */
        private synchronized int write(FileChannel file, ByteBuffer source, long position) throws IOException {
            int length = (int) Math.min(room, source.remaining());
            if (length == 0) {
                throw new IOException("No space left on device");
            }
            int written = file.write(source.slice().limit(length), position);
            source.position(source.position() + written);
            room -= written;
            unsynced.add(new long[] {position, written});
            return written;
        }

        private synchronized void sync(FileChannel file) throws IOException {
            if (!failingSyncs) {
                onDisk = Arrays.copyOf(onDisk, (int) file.size());
                for (long[] range : unsynced) {
                    file.read(ByteBuffer.wrap(onDisk, (int) range[0], lengthWithin(range)), range[0]);
                }
            }
            // After a failure too: they are taken for written.
            unsynced.clear();
            if (failingSyncs) {
                throw new IOException("Input/output error");
            }
        }

        private int lengthWithin(long[] range) {
            return (int) Math.max(0, Math.min(range[1], onDisk.length - range[0]));
        }
    }

    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    private static final class FaultyFile extends FileBaseDefault {
        private final FileChannel base;
        private final Control control;

        FaultyFile(FileChannel base, Control control) {
            this.base = base;
            this.control = control;
        }

        @Override
        public long size() throws IOException {
            return base.size();
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return base.read(target, position);
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            return control.write(base, source, position);
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            base.truncate(size);
        }

        @Override
        public void force(boolean metadata) throws IOException {
            control.sync(base);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return base.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            base.close();
        }
    }
}
