package dev.chat.core.room;

import dev.chat.core.time.Moments;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A place where people talk, and the head of its log.
 *
 * @param id names the room, forever
 * @param name what it is called now
 * @param version the position of the last change to the room itself: its creation, name or deletion
 * @param head the position of the last change in the room, whatever changed
 * @param memberCount how many members it has now
 * @param createdAt when it was created, in milliseconds
 * @param deletedAt when it was deleted; null while it lives
 */
public record Room(
        RoomId id,
        RoomName name,
        Position version,
        Position head,
        int memberCount,
        Instant createdAt,
        @Nullable Instant deletedAt) {
    /** Requires everything but {@code deletedAt}. */
    public Room {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(createdAt, "createdAt");
        if (version.isAfter(head)) {
            throw new IllegalArgumentException("A version is not beyond the head: " + version + " > " + head);
        }
        if (memberCount < 0) {
            throw new IllegalArgumentException("Members are not fewer than none: " + memberCount);
        }
    }

    /** {@return whether the room was deleted} */
    public boolean isDeleted() {
        return deletedAt != null;
    }

    static Room created(RoomId id, RoomName name, Instant now) {
        return new Room(id, name, Position.START.next(), Position.START.next(), 0, now, null);
    }

    /** The room with its head one further, for a change of something in it. */
    Room advanced() {
        return new Room(id, name, version, head.next(), memberCount, createdAt, deletedAt);
    }

    Room withMemberCount(int count) {
        return new Room(id, name, version, head, count, createdAt, deletedAt);
    }

    Room renamed(RoomName newName) {
        return new Room(id, newName, head.next(), head.next(), memberCount, createdAt, deletedAt);
    }

    Room deleted(Instant now) {
        return new Room(id, name, head.next(), head.next(), 0, createdAt, Moments.notBefore(createdAt, now));
    }
}
