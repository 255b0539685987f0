package dev.chat.core.room;

import dev.chat.core.user.UserId;
import java.util.Objects;

/**
 * What makes a membership one: who belongs where.
 *
 * @param room where
 * @param user who
 */
public record MemberKey(RoomId room, UserId user) {
    /** Requires both. */
    public MemberKey {
        Objects.requireNonNull(room, "room");
        Objects.requireNonNull(user, "user");
    }
}
