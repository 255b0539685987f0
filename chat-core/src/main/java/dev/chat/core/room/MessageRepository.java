package dev.chat.core.room;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import java.util.Collection;
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
     * Adds messages, all in one go.
     *
     * @throws RejectedException {@link ErrorCode#CLIENT_ID_CONFLICT} if the author of one has sent another of the same
     *     {@link SendKey}, ever, in any room; the unit of work must then be rolled back
     * @throws dev.chat.core.store.StoreException if there is a message at the position of one
     */
    void insert(List<Message> messages) throws RejectedException;

    /** Replaces a message that exists. */
    void update(Message message);

    /** Forgets all messages of a room, and their client ids. */
    void deleteAll(RoomId room);

    /** {@return the message that was sent at this position, deleted or not} */
    Optional<Message> find(RoomId room, Position position);

    /** {@return the messages that were sent under these keys, in whatever room and order; none for a key never used} */
    List<Message> findByKeys(Collection<SendKey> keys);

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
