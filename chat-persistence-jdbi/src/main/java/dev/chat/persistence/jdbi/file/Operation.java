package dev.chat.persistence.jdbi.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** What is done to a file, once or again. */
sealed interface Operation {
    /** Does it. After a failure it may be half done. */
    void apply(FileChannel file) throws IOException;

    /** The size of a file of this size afterwards. */
    long sizeAfter(long size);

    /** How much memory it takes. */
    int bytes();

    /** Does it to what was read of the file from this position. */
    void applyTo(byte[] read, long position);

    /** Writes a whole content. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Write(byte[] content, long position) implements Operation {
        @Override
        public void apply(FileChannel file) throws IOException {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                file.write(rest, position + rest.position());
            }
        }

        @Override
        public long sizeAfter(long size) {
            return Math.max(size, position + content.length);
        }

        @Override
        public int bytes() {
            return content.length;
        }

        @Override
        public void applyTo(byte[] read, long readPosition) {
            long from = Math.max(position, readPosition);
            long to = Math.min(position + content.length, readPosition + read.length);
            if (from < to) {
                System.arraycopy(
                        content, (int) (from - position), read, (int) (from - readPosition), (int) (to - from));
            }
        }
    }

    /** Makes all that was done before it survive the loss of power. */
    record Sync() implements Operation {
        @Override
        public void apply(FileChannel file) throws IOException {
            file.force(true);
        }

        @Override
        public long sizeAfter(long size) {
            return size;
        }

        @Override
        public int bytes() {
            return 0;
        }

        @Override
        public void applyTo(byte[] read, long position) {
            // Nothing to be seen.
        }
    }

    /** Cuts the file. */
    record Truncation(long size) implements Operation {
        @Override
        public void apply(FileChannel file) throws IOException {
            file.truncate(size);
        }

        @Override
        public long sizeAfter(long sizeBefore) {
            return Math.min(size, sizeBefore);
        }

        @Override
        public int bytes() {
            return 0;
        }

        @Override
        public void applyTo(byte[] read, long position) {
            // H2 reads only what it wrote: behind the cut, later than that.
        }
    }
}
