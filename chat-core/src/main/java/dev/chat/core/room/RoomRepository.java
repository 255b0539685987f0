package dev.chat.core.room;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Driven port: keeps rooms. Of those that are not deleted, no two have names of the same {@link RoomName#key}, whatever
 * is written at the same time. Every method may block and may throw {@link dev.chat.core.store.StoreException}; writing
 * and locking take part in the open {@link dev.chat.core.store.UnitOfWork}, and outside of one throw
 * {@link IllegalStateException}.
 */
public interface RoomRepository {
    /**
     * Adds a room.
     *
     * @throws RejectedException {@link ErrorCode#NAME_TAKEN} if another room, which is not deleted, has the name; the
     *     unit of work must then be rolled back
     */
    void insert(Room room) throws RejectedException;

    /**
     * Replaces a room that this unit of work inserted or {@linkplain #lock locked}. A deleted room's name becomes free.
     *
     * @throws RejectedException {@link ErrorCode#NAME_TAKEN} as with {@link #insert}
     */
    void update(Room room) throws RejectedException;

    /** {@return the room of this id, deleted or not} */
    Optional<Room> find(RoomId id);

    /** {@return the heads of those of the rooms that there are, deleted or not} */
    Map<RoomId, Position> heads(Collection<RoomId> ids);

    /**
     * Moves rooms that this unit of work inserted or {@linkplain #lock locked} to the heads that they have here;
     * nothing else of them is replaced.
     */
    void moveHeads(Collection<Room> rooms);

    /**
     * {@return those of the rooms that there are, deleted or not, in their latest committed state and whatever order}
     * Until the unit of work ends, no other one gets past this call for any of them: so a room's positions are assigned
     * one after the other, and become visible in their order. Rooms are locked in ascending order of their ids, so that
     * those who want several wait for each other in one direction only.
     */
    List<Room> lock(Collection<RoomId> ids);

    /** {@return the room of this id, deleted or not, in its latest committed state} It is {@linkplain #lock locked}. */
    default Optional<Room> lock(RoomId id) {
        return lock(List.of(id)).stream().findFirst();
    }

    /**
     * {@return rooms that are not deleted, in ascending order of their names' keys, as the database orders text}
     *
     * @param after the name after which to begin; null for the first
     * @param limit the most to return, at least 1
     */
    List<Room> list(@Nullable RoomName after, int limit);
}
