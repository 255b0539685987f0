package dev.chat.persistence.jdbi.file;

import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a journal begins with. It fits into a sector, so a loss of power leaves the old one or the new one.
 *
 * @param whole whether the file was made whole: before that, nothing in it has ever been promised to anybody
 * @param id of the round: it stands in each batch, and in the header of the file
 * @param next id of the round to come, which the header of the file may have already
 */
record JournalHeader(boolean whole, long id, long next) {
    /** How many bytes it takes. */
    static final int BYTES = 40;

    private static final long FORMAT = 0x63686174_6a726e01L;

    /** One that no other is like. */
    static JournalHeader create(boolean whole) {
        return new JournalHeader(whole, randomId(), randomId());
    }

    /** The header of the next round. */
    JournalHeader following(boolean wholeNow) {
        return new JournalHeader(wholeNow, next, randomId());
    }

    /** Whether a file whose header has this id is the one that the journal was written for. */
    boolean isOf(long fileId) {
        return fileId == id || fileId == next;
    }

    private static long randomId() {
        return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    }

    ByteBuffer encoded() {
        byte[] bytes = new byte[BYTES];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        buffer.putLong(FORMAT).putLong(whole ? 1 : 0).putLong(id).putLong(next);
        return buffer.putLong(checksum(bytes)).flip();
    }

    /** Null if these bytes are none. */
    static @Nullable JournalHeader decoded(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (buffer.getLong() != FORMAT) {
            return null;
        }
        JournalHeader header = new JournalHeader(buffer.getLong() == 1, buffer.getLong(), buffer.getLong());
        return buffer.getLong() == checksum(bytes) ? header : null;
    }

    private static long checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, BYTES - Long.BYTES);
        return checksum.getValue();
    }
}
