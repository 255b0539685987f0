package dev.chat.persistence.jdbi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A file system for H2 whose disk fills up, and loses what a failed sync did not write, as operating systems do. H2
 * creates it by reflection, hence public.
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
        return new FaultyFile(super.open(mode), control, getName());
    }

    /** What ails the disk, and what it holds. */
    static final class Control {
        private long room = Long.MAX_VALUE;
        private boolean failingSyncs;
        private int syncsLeft = Integer.MAX_VALUE;
        private @Nullable String failing;
        private final Map<String, List<long[]>> unsynced = new HashMap<>();
        private final Map<String, byte[]> onDisk = new HashMap<>();

        /** Lets so many more bytes be written. */
        synchronized void setRoom(long bytes) {
            room = bytes;
        }

        synchronized void setFailingSyncs(boolean failing) {
            failingSyncs = failing;
        }

        /** Lets so many syncs succeed, and fails the others. */
        synchronized void setSyncsLeft(int count) {
            syncsLeft = count;
        }

        /** Fails the syncs of one file; of none if it is null. */
        synchronized void setFailingSyncsOf(@Nullable String file) {
            failing = file;
        }

        /** What is there of a file after a loss of power. */
        synchronized byte[] onDisk(String file) {
            return onDisk.getOrDefault(file, new byte[0]).clone();
        }

        /** As much as there is room for, like any write. */
        private synchronized int write(FileChannel file, String name, ByteBuffer source, long position)
                throws IOException {
            int length = (int) Math.min(room, source.remaining());
            if (length == 0) {
                throw new IOException("No space left on device");
            }
            int written = file.write(source.slice().limit(length), position);
            source.position(source.position() + written);
            room -= written;
            unsynced.computeIfAbsent(name, first -> new ArrayList<>()).add(new long[] {position, written});
            return written;
        }

        private synchronized void sync(FileChannel file, String name) throws IOException {
            // After a failure too: they are taken for written.
            List<long[]> ranges = unsynced.remove(name);
            if (failingSyncs || name.equals(failing) || syncsLeft-- <= 0) {
                throw new IOException("Input/output error");
            }
            byte[] synced = Arrays.copyOf(onDisk(name), (int) file.size());
            for (long[] range : ranges == null ? List.<long[]>of() : ranges) {
                int length = (int) Math.max(0, Math.min(range[1], synced.length - range[0]));
                if (length > 0) {
                    file.read(ByteBuffer.wrap(synced, (int) range[0], length), range[0]);
                }
            }
            onDisk.put(name, synced);
        }
    }

    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    private static final class FaultyFile extends ForwardingFile {
        private final Control control;
        private final String name;

        FaultyFile(FileChannel base, Control control, String name) {
            super(base);
            this.control = control;
            this.name = name;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            return control.write(base, name, source, position);
        }

        @Override
        public void force(boolean metadata) throws IOException {
            control.sync(base, name);
        }
    }
}
