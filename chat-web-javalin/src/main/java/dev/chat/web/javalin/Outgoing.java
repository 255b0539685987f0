package dev.chat.web.javalin;

import dev.chat.core.room.RoomId;
import java.util.ArrayList;
import java.util.List;

/** What waits to be sent to one reader. */
sealed interface Outgoing {
    /** What the queue accounts for it, in bytes. */
    int size();

    /** A message that is ready: a text in UTF-8, shared with others, and never altered. */
    final class Ready implements Outgoing {
        private final byte[] bytes;

        Ready(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }

        @Override
        public int size() {
            return bytes.length;
        }
    }

    /** A text in UTF-8 that may be lost, since it tells only of the moment. */
    final class OfTheMoment implements Outgoing {
        private final byte[] bytes;

        OfTheMoment(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }

        @Override
        public int size() {
            return bytes.length;
        }
    }

    /**
     * Nothing comes after this.
     *
     * @param code the WebSocket's close code
     * @param reason a few words for a person
     */
    record End(int code, String reason) implements Outgoing {
        @Override
        public int size() {
            return 0;
        }
    }

    /** Changes of one room, each batch taking up where the one before it ended: together they are one batch. */
    final class Changes implements Outgoing {
        private static final int FRAME = 128;

        private final EncodedBatch first;
        private final List<byte[]> parts = new ArrayList<>(1);
        private EncodedBatch last;
        private int size = FRAME;

        Changes(EncodedBatch batch) {
            first = batch;
            last = batch;
            append(batch);
        }

        /** Whether the batch takes up where this ends. */
        boolean isContinuedBy(EncodedBatch batch) {
            return batch.after() == upTo();
        }

        void append(EncodedBatch batch) {
            parts.add(batch.changes());
            last = batch;
            size += batch.changes().length + 1;
        }

        EncodedBatch first() {
            return first;
        }

        EncodedBatch last() {
            return last;
        }

        RoomId room() {
            return first.room();
        }

        long after() {
            return first.after();
        }

        long upTo() {
            return last.upTo();
        }

        List<byte[]> parts() {
            return parts;
        }

        @Override
        public int size() {
            return size;
        }
    }
}
