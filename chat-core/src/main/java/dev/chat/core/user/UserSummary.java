package dev.chat.core.user;

import java.util.Objects;

/**
 * Who somebody is, as members and messages carry it.
 *
 * @param id names the user, forever
 * @param name what the user was called at the moment of reading
 */
public record UserSummary(UserId id, UserName name) {
    /** Requires both. */
    public UserSummary {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }
}
