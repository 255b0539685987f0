package dev.chat.core.room;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.user.UserId;
import java.util.List;
import java.util.Optional;

/**
 * Driven port: keeps messages. Names are those that the authors have at the moment of reading. Every method may block
 * and may throw {@link dev.chat.core.store.StoreException}; writing takes part in the open
 * {@link dev.chat.core.store.UnitOfWork}, and outside of one throws {@link IllegalStateException}. What reading a page
 * costs does not depend on how many messages there are before or after it.
 */
public interface MessageRepository {
    /**
     * Adds a message.
     *
     * @throws RejectedException {@link ErrorCode#CLIENT_ID_CONFLICT} if its author has sent one of the same client id,
     *     ever, in any room; the unit of work must then be rolled back
     * @throws dev.chat.core.store.StoreException if there is a message at this position of the room
     */
    void insert(Message message) throws RejectedException;

    /** Replaces a message that exists. */
    void update(Message message);

    /** Forgets all messages of a room, and their client ids. */
    void deleteAll(RoomId room);

    /** {@return the message that was sent at this position, deleted or not} */
    Optional<Message> find(RoomId room, Position position);

    /** {@return the message that its author sent with this client id, in whatever room} */
    Optional<Message> findByClientId(UserId author, ClientId clientId);

    /**
     * {@return the last messages before a position, deleted ones too, by ascending position}
     *
     * @param position itself excluded
     * @param limit the most to return, at least 1
     */
    List<Message> before(RoomId room, Position position, int limit);

    /**
     * {@return the first messages after a position, deleted ones too, by ascending position}
     *
     * @param position itself excluded
     * @param limit the most to return, at least 1
     */
    List<Message> after(RoomId room, Position position, int limit);
}
