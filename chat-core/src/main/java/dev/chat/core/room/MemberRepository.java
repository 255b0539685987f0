package dev.chat.core.room;

import dev.chat.core.user.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Driven port: keeps who is, and was, a member of which room. Names are those that the users have at the moment of
 * reading. Every method may block and may throw {@link dev.chat.core.store.StoreException}; writing takes part in the
 * open {@link dev.chat.core.store.UnitOfWork}, and outside of one throws {@link IllegalStateException}.
 */
public interface MemberRepository {
    /** Adds a member, or replaces the one of the same room and user. The user's name is not stored here. */
    void save(Member member);

    /** Replaces members that there are already, as {@link #save} does with each. */
    default void saveAll(Collection<Member> members) {
        members.forEach(this::save);
    }

    /** Forgets all members of a room. */
    void deleteAll(RoomId room);

    /** {@return the member, active or not} */
    Optional<Member> find(RoomId room, UserId user);

    /** {@return the members of these keys, active or not, in whatever order; none for who never was one} */
    List<Member> find(Collection<MemberKey> keys);

    /** {@return the roles that a user has in those of the rooms in which the user is an active member} */
    Map<RoomId, Role> roles(UserId user, Collection<RoomId> rooms);

    /**
     * {@return active members, by ascending user id}
     *
     * @param after the user after whom to begin; null for the first
     * @param limit the most to return, at least 1
     */
    List<Member> list(RoomId room, @Nullable UserId after, int limit);

    /**
     * {@return the active members of that role who joined first, by ascending position of joining}
     *
     * @param limit the most to return, at least 1
     */
    List<Member> earliest(RoomId room, Role role, int limit);

    /** {@return how many rooms the user is a member of, and how many know the user} */
    MemberCounts count(UserId user);

    /** {@return the rooms that know the user, as an active member or not, in ascending order} */
    List<RoomId> roomsOf(UserId user);
}
