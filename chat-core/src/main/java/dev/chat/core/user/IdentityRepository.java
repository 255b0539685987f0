package dev.chat.core.user;

import dev.chat.core.store.UnitOfWork;
import java.util.Optional;

/**
 * Driven port: keeps which user an {@link Identity} stands for. An identity stands for one user at most, whatever is
 * written at the same time; a user may have any number of them. Every method may block and may throw
 * {@link dev.chat.core.store.StoreException}; writing takes part in the open {@link UnitOfWork}.
 */
public interface IdentityRepository {
    /** {@return the user whom the identity stands for, deleted or not} */
    Optional<User> find(Identity identity);

    /**
     * Lets an identity stand for a user, who may be inserted later in the same unit of work. Where another unit of work
     * is about to do the same, this waits until that one has ended.
     *
     * @return false if it stands for a user already: nothing is written then, and the unit of work goes on and can
     *     {@linkplain #find find} that user
     * @throws IllegalStateException outside of a unit of work
     */
    boolean claim(Identity identity, UserId user);

    /**
     * Lets no identity stand for the user any more.
     *
     * @throws IllegalStateException outside of a unit of work
     */
    void release(UserId user);
}
