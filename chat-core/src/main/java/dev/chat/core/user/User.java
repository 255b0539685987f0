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
 * @param sharesName whether others may have the same name: so it is with users whom the host application knows, since
 *     only the host decides what they are called
 */
public record User(
        UserId id,
        UserName name,
        Instant createdAt,
        @Nullable Instant deletedAt,
        boolean sharesName) {
    /** Between the key of a name that may be shared and the id of its user; no name holds it. */
    private static final char SHARED = '\u2028';

    /** Requires everything but {@code deletedAt}. */
    public User {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    /** Creates a user whose name nobody else has. */
    public User(UserId id, UserName name, Instant createdAt, @Nullable Instant deletedAt) {
        this(id, name, createdAt, deletedAt, false);
    }

    /** {@return whether {@link #nameKey} has this value for a user who shares a name} */
    public static boolean isShared(String nameKey) {
        return nameKey.indexOf(SHARED) >= 0;
    }

    /**
     * {@return what no other user has who is not deleted, and what lists of users are ordered by: the key of the name,
     * and behind it the id of one who shares it}
     */
    public String nameKey() {
        return sharesName ? name.key() + SHARED + id : name.key();
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
        return new User(id, newName, createdAt, deletedAt, sharesName);
    }

    User deleted(Instant now) {
        return new User(id, UserName.DELETED, createdAt, Moments.notBefore(createdAt, now), sharesName);
    }
}
