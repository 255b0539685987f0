package dev.chat.persistence.jdbi.file;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Operations that are done together or not at all, as a journal has them: a head with a checksum, then one after the
 * other.
 */
final class Batch {
    /** How many bytes the head takes. */
    static final int HEAD = 32;

    private static final int HEAD_OF_OPERATION = 16;
    private static final int WRITE = 1;
    private static final int TRUNCATION = 2;

    private Batch() {}

    /**
     * A batch.
     *
     * @param round the id of the journal's round
     * @param sequence its number within the round
     */
    static ByteBuffer encoded(List<Operation> operations, long round, long sequence) {
        int length = operations.stream()
                .mapToInt(each -> HEAD_OF_OPERATION + each.bytes())
                .sum();
        byte[] batch = new byte[HEAD + length];
        ByteBuffer buffer = ByteBuffer.wrap(batch);
        buffer.putLong(round).putLong(sequence).putLong(length).position(HEAD);
        operations.forEach(each -> put(buffer, each));
        buffer.putLong(HEAD - Long.BYTES, checksum(batch));
        return buffer.flip();
    }

    private static void put(ByteBuffer buffer, Operation operation) {
        switch (operation) {
            case Operation.Write write ->
                buffer.putInt(WRITE)
                        .putInt(write.content().length)
                        .putLong(write.position())
                        .put(write.content());
            case Operation.Truncation truncation ->
                buffer.putInt(TRUNCATION).putInt(0).putLong(truncation.size());
        }
    }

    /** How many bytes of operations follow the head; -1 if it is not the head of this batch. */
    static long length(byte[] head, long round, long sequence) {
        ByteBuffer buffer = ByteBuffer.wrap(head);
        return buffer.getLong() == round && buffer.getLong() == sequence ? buffer.getLong() : -1;
    }

    /** The operations of a batch, head and all; null if it is not as it was written. */
    static @Nullable List<Operation> decoded(byte[] batch) {
        ByteBuffer buffer = ByteBuffer.wrap(batch).position(HEAD);
        if (ByteBuffer.wrap(batch).getLong(HEAD - Long.BYTES) != checksum(batch)) {
            return null;
        }
        List<Operation> operations = new ArrayList<>();
        while (buffer.hasRemaining()) {
            operations.add(next(buffer));
        }
        return operations;
    }

    private static Operation next(ByteBuffer buffer) {
        int kind = buffer.getInt();
        byte[] content = new byte[buffer.getInt()];
        long position = buffer.getLong();
        if (kind == TRUNCATION) {
            return new Operation.Truncation(position);
        }
        buffer.get(content);
        return new Operation.Write(content, position);
    }

    private static long checksum(byte[] batch) {
        CRC32C checksum = new CRC32C();
        checksum.update(batch, 0, HEAD - Long.BYTES);
        checksum.update(batch, HEAD, batch.length - HEAD);
        return checksum.getValue();
    }
}
