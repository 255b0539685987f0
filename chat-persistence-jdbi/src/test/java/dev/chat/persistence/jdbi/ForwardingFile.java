package dev.chat.persistence.jdbi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.jspecify.annotations.Nullable;

/** A file for H2 on top of another one, for file systems that alter or record what is written. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized")
abstract class ForwardingFile extends FileBaseDefault {
    final FileChannel base;

    ForwardingFile(FileChannel base) {
        this.base = base;
    }

    @Override
    public final long size() throws IOException {
        return base.size();
    }

    @Override
    public final int read(ByteBuffer target, long position) throws IOException {
        return base.read(target, position);
    }

    @Override
    protected void implTruncate(long size) throws IOException {
        base.truncate(size);
    }

    @Override
    public final @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return base.tryLock(position, size, shared);
    }

    @Override
    protected final void implCloseChannel() throws IOException {
        base.close();
    }
}
