package dev.chat.core.session;

import dev.chat.core.user.UserId;
import java.time.Instant;
import java.util.Objects;

/**
 * That the holder of a token is a user.
 *
 * @param tokenHash the token's {@link Token#hash}
 * @param user who its holder is
 * @param createdAt when it was issued, in milliseconds
 */
public record Session(String tokenHash, UserId user, Instant createdAt) {
    /** Requires everything. */
    public Session {
        Objects.requireNonNull(tokenHash, "tokenHash");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(createdAt, "createdAt");
    }
}
