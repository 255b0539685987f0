package dev.chat.core.room;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.store.UnitOfWork;
import dev.chat.core.time.Moments;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import dev.chat.core.user.UserRepository;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The use cases of belonging to a room. A room that has members has an owner among them. Whoever calls answers for who
 * the {@code actor} is. Safe for use by many threads at once; every method may block and may throw
 * {@link dev.chat.core.store.StoreException}. What is returned is durable.
 */
public final class Members {
    private final UnitOfWork unitOfWork;
    private final RoomWriter writer;
    private final MemberRepository members;
    private final UserRepository users;
    private final RoomLimit limit;
    private final RoomLog log;
    private final InstantSource clock;

    Members(
            UnitOfWork unitOfWork,
            RoomWriter writer,
            MemberRepository members,
            UserRepository users,
            RoomLimit limit,
            RoomLog log,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.writer = writer;
        this.members = members;
        this.users = users;
        this.limit = limit;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Makes the actor a member; the first one of a room that has none becomes its owner. Who is a member already stays
     * as is.
     *
     * @throws RejectedException {@link ErrorCode#ROOM_NOT_FOUND}, {@link ErrorCode#USER_NOT_FOUND} or
     *     {@link ErrorCode#TOO_MANY_ROOMS}
     */
    public Member join(UserId actor, RoomId id) throws RejectedException {
        return writer.write(id, () -> {
            User user = users.lock(actor)
                    .filter(candidate -> !candidate.isDeleted())
                    .orElseThrow(() -> new RejectedException(ErrorCode.USER_NOT_FOUND, "There is no such user."));
            Room room = log.lock(id);
            Optional<Member> known = members.find(id, actor);
            if (known.filter(Member::isActive).isPresent()) {
                return known.get();
            }
            limit.requirePlace(actor, known.isPresent());
            Role role = room.memberCount() == 0 ? Role.OWNER : Role.MEMBER;
            Room joined = room.advanced().withMemberCount(room.memberCount() + 1);
            Member member = Member.joined(id, user.summary(), role, joined.head(), joinedAt(room, user, known));
            log.record(joined, member);
            return member;
        });
    }

    private Instant joinedAt(Room room, User user, Optional<Member> before) {
        Instant sinceBoth = Moments.notBefore(room.createdAt(), Moments.notBefore(user.createdAt(), clock.instant()));
        return Moments.notBefore(before.map(Member::leftAt).orElse(null), sinceBoth);
    }

    /**
     * Ends the actor's membership. When the last owner leaves, the longest-standing member becomes owner.
     *
     * @throws RejectedException {@link ErrorCode#ROOM_NOT_FOUND} or {@link ErrorCode#NOT_A_MEMBER}
     */
    public void leave(UserId actor, RoomId id) throws RejectedException {
        writer.write(id, () -> {
            Room room = log.lock(id);
            return end(room, log.member(id, actor));
        });
    }

    /**
     * Ends another's membership, or the actor's own.
     *
     * @throws RejectedException {@link ErrorCode#ROOM_NOT_FOUND}, {@link ErrorCode#NOT_A_MEMBER},
     *     {@link ErrorCode#NOT_ALLOWED} unless the actor owns the room or is the one, or
     *     {@link ErrorCode#MEMBER_NOT_FOUND}
     */
    public void remove(UserId actor, RoomId id, UserId user) throws RejectedException {
        if (actor.equals(user)) {
            leave(actor, id);
            return;
        }
        writer.write(id, () -> {
            Room room = log.lock(id);
            log.owner(id, actor);
            return end(room, activeMember(id, user));
        });
    }

    /**
     * Promotes or demotes a member. The role that a member has already changes nothing.
     *
     * @throws RejectedException {@link ErrorCode#ROOM_NOT_FOUND}, {@link ErrorCode#NOT_A_MEMBER},
     *     {@link ErrorCode#NOT_ALLOWED} unless the actor owns the room, {@link ErrorCode#MEMBER_NOT_FOUND}, or
     *     {@link ErrorCode#LAST_OWNER}
     */
    public Member changeRole(UserId actor, RoomId id, UserId user, Role role) throws RejectedException {
        return writer.write(id, () -> {
            Room room = log.lock(id);
            log.owner(id, actor);
            Member member = activeMember(id, user);
            if (member.role() == role) {
                return member;
            }
            if (member.isOwner() && members.earliest(id, Role.OWNER, 2).size() == 1) {
                throw new RejectedException(
                        ErrorCode.LAST_OWNER, "The last owner cannot be demoted. Promote another first.");
            }
            Room advanced = room.advanced();
            Member changed = member.withRole(role, advanced.head());
            log.record(advanced, changed);
            return changed;
        });
    }

    /**
     * {@return a page of the room's active members, by ascending user id}
     *
     * @param after the user after whom to begin; null for the first page
     * @param limit the most to return, at least 1
     * @throws RejectedException {@link ErrorCode#ROOM_NOT_FOUND} or {@link ErrorCode#NOT_A_MEMBER}
     */
    public List<Member> list(UserId actor, RoomId id, @Nullable UserId after, int limit) throws RejectedException {
        return unitOfWork.read(() -> {
            log.requireMember(id, actor);
            return members.list(id, after, limit);
        });
    }

    private Member activeMember(RoomId id, UserId user) throws RejectedException {
        return members.find(id, user)
                .filter(Member::isActive)
                .orElseThrow(() ->
                        new RejectedException(ErrorCode.MEMBER_NOT_FOUND, "This user is not a member of the room."));
    }

    /** Ends an active membership in a room that is locked, and finds an heir if it was the last owner's. */
    Room end(Room room, Member member) throws RejectedException {
        Instant now = clock.instant();
        Room left = room.advanced().withMemberCount(room.memberCount() - 1);
        log.record(left, member.left(left.head(), now));
        if (!members.earliest(room.id(), Role.OWNER, 1).isEmpty()) {
            return left;
        }
        Optional<Member> heir =
                members.earliest(room.id(), Role.MEMBER, 1).stream().findFirst();
        if (heir.isEmpty()) {
            return left;
        }
        Room inherited = left.advanced();
        return log.record(inherited, heir.get().withRole(Role.OWNER, inherited.head()));
    }
}
