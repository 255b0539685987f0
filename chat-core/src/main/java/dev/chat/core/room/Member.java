package dev.chat.core.room;

import dev.chat.core.time.Moments;
import dev.chat.core.user.UserId;
import dev.chat.core.user.UserSummary;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * That a user belongs to a room, or did. Who left stays known, so that those who were away learn of it.
 *
 * @param room the room
 * @param user the user, by the name of now
 * @param role what the member may do
 * @param version the position of the last change to this membership, or to the user's name
 * @param joinPosition the position at which the user last joined; who has the lower one has been a member for longer
 * @param joinedAt when the user last joined, in milliseconds
 * @param leftAt when the user left or was removed; null while a member
 */
public record Member(
        RoomId room,
        UserSummary user,
        Role role,
        Position version,
        Position joinPosition,
        Instant joinedAt,
        @Nullable Instant leftAt) {
    /** Requires everything but {@code leftAt}. */
    public Member {
        Objects.requireNonNull(room, "room");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(joinPosition, "joinPosition");
        Objects.requireNonNull(joinedAt, "joinedAt");
    }

    /** {@return whether the user belongs to the room now} */
    public boolean isActive() {
        return leftAt == null;
    }

    /** {@return whether the user belongs to the room now and owns it} */
    public boolean isOwner() {
        return isActive() && role == Role.OWNER;
    }

    /** {@return what makes it one} */
    public MemberKey key() {
        return new MemberKey(room, user.id());
    }

    /** {@return whether this is the membership of that user} */
    public boolean isOf(UserId id) {
        return user.id().equals(id);
    }

    static Member joined(RoomId room, UserSummary user, Role role, Position version, Instant now) {
        return new Member(room, user, role, version, version, now, null);
    }

    Member left(Position at, Instant now) {
        return new Member(room, user, Role.MEMBER, at, joinPosition, joinedAt, Moments.notBefore(joinedAt, now));
    }

    Member withRole(Role newRole, Position at) {
        return new Member(room, user, newRole, at, joinPosition, joinedAt, leftAt);
    }

    Member withUser(UserSummary newUser, Position at) {
        return new Member(room, newUser, role, at, joinPosition, joinedAt, leftAt);
    }
}
