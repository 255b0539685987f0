package dev.chat.persistence.jdbi.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.jspecify.annotations.Nullable;

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
        // H2 wants one thing on disk before the next. The journal keeps their order.
    }

    @Override
    public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
        FileLock lock = base.tryLock(position, size, shared);
        if (lock == null) {
            return null;
        }
        file.begin();
        return new LockUntilClosed(this, lock);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }

    /** H2 releases it before it closes the file, which is then still at work. */
    private static final class LockUntilClosed extends FileLock {
        private final FileLock lock;

        LockUntilClosed(FileChannel channel, FileLock lock) {
            super(channel, lock.position(), lock.size(), lock.isShared());
            this.lock = lock;
        }

        @Override
        public boolean isValid() {
            return lock.isValid();
        }

        @Override
        public void release() {
            // The channel that is closed releases it.
        }
    }
}
