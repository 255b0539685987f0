package dev.chat.persistence.jdbi.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A change of a file. Doing it again after all that followed it, and then those again, changes nothing. */
sealed interface Operation {
    /**
     * Does it. After a failure it may be half done.
     *
     * @param journal the id that the header of the file is to have, see {@link HeaderLine#journal}
     */
    void apply(FileChannel file, long journal) throws IOException;

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
        public void apply(FileChannel file, long journal) throws IOException {
            Channels.write(file, ByteBuffer.wrap(position == 0 ? withJournal(journal) : content), position);
        }

        private byte[] withJournal(long id) {
            HeaderLine line = HeaderLine.isOne(content) ? HeaderLine.newestOf(content) : null;
            return line == null ? content : line.withJournal(id).blocks();
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

    /** Cuts the file. */
    record Truncation(long size) implements Operation {
        @Override
        public void apply(FileChannel file, long journal) throws IOException {
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
