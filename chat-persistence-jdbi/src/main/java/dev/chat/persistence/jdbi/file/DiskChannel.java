package dev.chat.persistence.jdbi.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;

/** What H2 sees of a {@link DiskFile}. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // The file takes care of itself.
final class DiskChannel extends FileBaseDefault {
    private final DiskFile file;
    private final FileChannel base;

    DiskChannel(DiskFile file, FileChannel base) {
        this.file = file;
        this.base = base;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return file.read(target, position);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        return file.write(source, position);
    }

    @Override
    protected void implTruncate(long size) throws IOException {
        file.truncate(size);
    }

    @Override
    public void force(boolean metadata) throws IOException {
        file.force();
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
