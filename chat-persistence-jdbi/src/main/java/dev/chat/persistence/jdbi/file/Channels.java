package dev.chat.persistence.jdbi.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads and writes of files that are done to their end. */
final class Channels {
    /** The JDK keeps a buffer as large as the largest that a thread ever wrote, outside the heap. */
    private static final int PIECE = 64 << 10;

    private Channels() {}

    /** Writes all of it. */
    static void write(FileChannel file, ByteBuffer source, long position) throws IOException {
        long next = position;
        while (source.hasRemaining()) {
            ByteBuffer piece = source.slice();
            piece.limit(Math.min(PIECE, piece.remaining()));
            int written = file.write(piece, next);
            source.position(source.position() + written);
            next += written;
        }
    }

    /** Reads so many bytes, or those that there are up to the end of the file: the rest is zero. */
    static byte[] read(FileChannel file, long position, int length) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(length);
        while (content.hasRemaining() && file.read(content, position + content.position()) >= 0) {
            // Until there is no more of it.
        }
        return content.array();
    }
}
