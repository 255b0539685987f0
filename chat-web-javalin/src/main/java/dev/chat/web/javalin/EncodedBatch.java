package dev.chat.web.javalin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chat.core.room.Change;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.RoomId;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch of changes as JSON: made once, handed to many, and never altered. */
final class EncodedBatch {
    private final RoomId room;
    private final long after;
    private final long upTo;
    private final byte[] changes;
    private volatile @Nullable Memo memo;

    private EncodedBatch(RoomId room, long after, long upTo, byte[] changes) {
        this.room = room;
        this.after = after;
        this.upTo = upTo;
        this.changes = changes;
    }

    static EncodedBatch of(ChangeBatch batch) {
        byte[] array = Json.bytes(json -> writeArray(json, batch.changes()));
        byte[] changes = Arrays.copyOfRange(array, 1, array.length - 1);
        return new EncodedBatch(
                batch.room(), batch.after().value(), batch.upTo().value(), changes);
    }

    RoomId room() {
        return room;
    }

    long after() {
        return after;
    }

    long upTo() {
        return upTo;
    }

    /** The elements of the array of changes, with commas between them. */
    byte[] changes() {
        return changes;
    }

    /**
     * The WebSocket frame of changes that begin with this batch. Whoever waits for the same, from this batch to some
     * last one, gets the same bytes: while a room is busy that is nearly everybody in it. So the last frame is
     * remembered; two threads that make one at once do the work twice, and that is all.
     */
    @SuppressWarnings("ReferenceEquality") // The way between two batches that are the same leads through the same.
    TextFrame frame(Outgoing.Changes changes) {
        Memo known = memo;
        if (known == null || known.last != changes.last()) {
            known = new Memo(changes.last(), new TextFrame(Frames.changes(changes)));
            memo = known;
        }
        return known.frame;
    }

    private static void writeArray(JsonGenerator json, List<Change> changes) throws IOException {
        json.writeStartArray();
        for (Change change : changes) {
            Things.change(json, change);
        }
        json.writeEndArray();
    }

    private record Memo(EncodedBatch last, TextFrame frame) {}
}
