package dev.chat.web.javalin;

import dev.chat.core.room.Change;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.Position;
import dev.chat.core.room.Room;
import dev.chat.core.room.RoomId;
import dev.chat.core.room.RoomName;
import java.time.Instant;

/** Things to encode. */
final class Examples {
    private Examples() {}

    /** A batch of one change at this position. */
    static EncodedBatch batch(RoomId room, long position) {
        Position at = new Position(position);
        return EncodedBatch.of(ChangeBatch.of(
                new Change.RoomChanged(new Room(room, new RoomName("Engines"), at, at, 1, Instant.EPOCH, null))));
    }
}
