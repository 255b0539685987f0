package dev.chat.core.session;

import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import java.util.Optional;

/**
 * Driven port: keeps sessions. Every method may block and may throw {@link dev.chat.core.store.StoreException}; writing
 * takes part in the open {@link dev.chat.core.store.UnitOfWork}, and outside of one throws
 * {@link IllegalStateException}.
 */
public interface SessionRepository {
    /** Adds a session of a user who exists. */
    void insert(Session session);

    /** {@return the user, deleted or not, who holds the token with this hash} */
    Optional<User> findHolder(String tokenHash);

    /** Removes the session of the token with this hash, if there is one. */
    void delete(String tokenHash);

    /** Removes all sessions of a user. */
    void deleteAll(UserId user);
}
