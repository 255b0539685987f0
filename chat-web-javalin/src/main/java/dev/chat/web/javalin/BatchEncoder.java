package dev.chat.web.javalin;

import dev.chat.core.room.ChangeBatch;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a batch once for all who get it. The hub hands one object to all subscribers of a room, one after the other,
 * so it is enough to remember the last one. Two threads that encode at once do the work twice, and that is all.
 */
final class BatchEncoder {
    private volatile @Nullable Memo last;

    @SuppressWarnings("ReferenceEquality") // Comparing what is in them would cost as much as encoding it.
    EncodedBatch encode(ChangeBatch batch) {
        Memo memo = last;
        if (memo != null && memo.batch == batch) {
            return memo.encoded;
        }
        EncodedBatch encoded = EncodedBatch.of(batch);
        last = new Memo(batch, encoded);
        return encoded;
    }

    private record Memo(ChangeBatch batch, EncodedBatch encoded) {}
}
