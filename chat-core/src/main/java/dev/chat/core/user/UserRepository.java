package dev.chat.core.user;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.store.UnitOfWork;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Driven port: keeps users. Of those who are not deleted, no two have the same {@link User#nameKey}, whatever is
 * written at the same time. Every method may block and may throw {@link dev.chat.core.store.StoreException}; writing
 * takes part in the open {@link UnitOfWork}.
 */
public interface UserRepository {
    /**
     * Adds a user.
     *
     * @throws RejectedException {@link ErrorCode#NAME_TAKEN} if another user, who is not deleted, has the name; the
     *     unit of work must then be rolled back
     * @throws dev.chat.core.store.StoreException if there is a user of this id
     * @throws IllegalStateException outside of a unit of work
     */
    void insert(User user) throws RejectedException;

    /**
     * Replaces a user that exists. A deleted user's name becomes free.
     *
     * @throws RejectedException {@link ErrorCode#NAME_TAKEN} as with {@link #insert}
     * @throws IllegalStateException outside of a unit of work
     */
    void update(User user) throws RejectedException;

    /** {@return the user of this id, deleted or not} */
    Optional<User> find(UserId id);

    /**
     * {@return the user of this id, deleted or not, in the latest committed state} Until the unit of work ends, no
     * other one gets past this call for the same user. Who locks a room too does so afterwards.
     *
     * @throws IllegalStateException outside of a unit of work
     */
    Optional<User> lock(UserId id);

    /** {@return the user whose name has the same key, who is not deleted and does not share it} */
    Optional<User> findByName(UserName name);

    /**
     * {@return users who are not deleted, in ascending order of their {@link User#nameKey}, as the database orders
     * text}
     *
     * @param after the {@link User#nameKey} after which to begin; null for the first
     * @param limit the most to return, at least 1
     */
    List<User> list(@Nullable String after, int limit);
}
