package dev.chat.persistence.jdbi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system for H2 that notes whatever is done to its files, and spares the disk the syncs. H2 creates it by
 * reflection, hence public.
 */
public final class RecordedDisk extends FilePathWrapper {
    static final String PREFIX = "recorded:";

    private static Recording recording = new Recording();

    /** Makes it known to H2, and begins a recording. */
    static Recording install() {
        FilePath.register(new RecordedDisk());
        recording = new Recording();
        return recording;
    }

    @Override
    public String getScheme() {
        return "recorded";
    }

    @Override
    public boolean createFile() {
        recording.add(new Event.Created(getName()));
        return super.createFile();
    }

    @Override
    public void delete() {
        recording.add(new Event.Deleted(getName()));
        super.delete();
    }

    @Override
    public void moveTo(FilePath target, boolean atomicReplace) {
        recording.add(new Event.Moved(getName(), target.getName()));
        super.moveTo(target, atomicReplace);
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        if (!exists()) {
            recording.add(new Event.Created(getName()));
        }
        return new RecordedFile(super.open(mode), getName(), recording);
    }

    /** What happened, in its order. */
    static final class Recording {
        private final List<Event> events = new ArrayList<>();

        synchronized void add(Event event) {
            events.add(event);
        }

        synchronized List<Event> events() {
            return List.copyOf(events);
        }

        private synchronized int write(FileChannel base, String name, ByteBuffer source, long position)
                throws IOException {
            byte[] content = new byte[source.remaining()];
            source.get(content);
            add(new Event.Written(name, position, content));
            return base.write(ByteBuffer.wrap(content), position);
        }

        private synchronized void truncate(FileChannel base, String name, long size) throws IOException {
            add(new Event.Truncated(name, size));
            base.truncate(size);
        }
    }

    /** What was done to a file, or promised to somebody. */
    sealed interface Event {
        record Created(String file) implements Event {}

        record Deleted(String file) implements Event {}

        record Moved(String file, String target) implements Event {}

        @SuppressWarnings("ArrayRecordComponent") // Never compared.
        record Written(String file, long position, byte[] content) implements Event {}

        record Truncated(String file, long size) implements Event {}

        record Synced(String file) implements Event {}

        /** A message was acknowledged in its first version, or in a later one. */
        record Acknowledged(String clientId, int version) implements Event {}
    }

    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    private static final class RecordedFile extends ForwardingFile {
        private final String name;
        private final Recording recording;

        RecordedFile(FileChannel base, String name, Recording recording) {
            super(base);
            this.name = name;
            this.recording = recording;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            return recording.write(base, name, source, position);
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            recording.truncate(base, name, size);
        }

        @Override
        public void force(boolean metadata) {
            recording.add(new Event.Synced(name));
        }
    }
}
