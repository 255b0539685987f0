package dev.chat.bench.inner;

import dev.chat.bench.seed.Person;
import dev.chat.bench.seed.Seed;
import dev.chat.core.room.Change;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.ClientId;
import dev.chat.core.room.Message;
import dev.chat.core.room.MessageText;
import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import java.time.Instant;
import java.util.UUID;

/** Messages of the usual size. */
public final class Sample {
    private static final String TEXT = "x".repeat(Seed.TEXT_BYTES);
    private static final Instant NOW = Instant.parse("2026-11-25T10:30:00.123Z");

    private Sample() {}

    /** {@return a message at a position of the first room} */
    public static Message message(long position) {
        return message(Seed.roomId(0), position);
    }

    /** {@return a message at a position of a room} */
    public static Message message(RoomId room, long position) {
        Position at = new Position(position);
        ClientId clientId = new ClientId(new UUID(position, position).toString());
        return new Message(
                room, at, at, new Person(1).user().summary(), clientId, new MessageText(TEXT), NOW, null, null, null);
    }

    /** {@return what tells of a message at a position of the first room} */
    public static ChangeBatch batch(long position) {
        return ChangeBatch.of(new Change.MessageChanged(message(position)));
    }
}
