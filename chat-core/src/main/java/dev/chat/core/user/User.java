package dev.chat.core.user;

import dev.chat.core.time.Moments;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who talks.
 *
 * @param id names the user, forever
 * @param name what the user is called now; {@link UserName#DELETED} once deleted
 * @param createdAt when the user came to be, in milliseconds
 * @param deletedAt when the account was deleted; null while it lives
 */
public record User(
        UserId id,
        UserName name,
        Instant createdAt,
        @Nullable Instant deletedAt) {
    /** Requires everything but {@code deletedAt}. */
    public User {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    /** {@return whether the account was deleted} */
    public boolean isDeleted() {
        return deletedAt != null;
    }

    /** {@return who this is, in the form that members and messages carry} */
    public UserSummary summary() {
        return new UserSummary(id, name);
    }

    User renamed(UserName newName) {
        return new User(id, newName, createdAt, deletedAt);
    }

    User deleted(Instant now) {
        return new User(id, UserName.DELETED, createdAt, Moments.notBefore(createdAt, now));
    }
}
