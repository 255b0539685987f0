package dev.chat.core.room;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.store.UnitOfWork;
import dev.chat.core.user.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where changes are written: locks the room, moves its head, and hands each change on once it is committed. */
final class RoomLog {
    private final UnitOfWork unitOfWork;
    private final RoomRepository rooms;
    private final MemberRepository members;
    private final ChangeLog changeLog;
    private final Consumer<Change> committed;

    RoomLog(
            UnitOfWork unitOfWork,
            RoomRepository rooms,
            MemberRepository members,
            ChangeLog changeLog,
            Consumer<Change> committed) {
        this.unitOfWork = unitOfWork;
        this.rooms = rooms;
        this.members = members;
        this.changeLog = changeLog;
        this.committed = committed;
    }

    /** Locks those of the rooms that there are and that are not deleted. */
    Map<RoomId, Room> lock(Collection<RoomId> ids) {
        return rooms.lock(ids).stream()
                .filter(room -> !room.isDeleted())
                .collect(Collectors.toMap(Room::id, Function.identity()));
    }

    /** Locks a room that is not deleted. */
    Room lock(RoomId id) throws RejectedException {
        return rooms.lock(id).filter(room -> !room.isDeleted()).orElseThrow(RoomLog::roomNotFound);
    }

    /** Finds a room that is not deleted. */
    Room find(RoomId id) throws RejectedException {
        return rooms.find(id).filter(room -> !room.isDeleted()).orElseThrow(RoomLog::roomNotFound);
    }

    /** Makes sure that the actor is a member of a room that is not deleted. */
    void requireMember(RoomId room, UserId actor) throws RejectedException {
        // A room that is deleted has no members, so one question is enough unless the answer is no.
        if (members.find(room, actor).filter(Member::isActive).isEmpty()) {
            find(room);
            throw notAMember();
        }
    }

    /** The caller's membership; the room must be known to exist. */
    Member member(RoomId room, UserId actor) throws RejectedException {
        return members.find(room, actor).filter(Member::isActive).orElseThrow(RoomLog::notAMember);
    }

    Member owner(RoomId room, UserId actor) throws RejectedException {
        Member member = member(room, actor);
        if (!member.isOwner()) {
            throw new RejectedException(ErrorCode.NOT_ALLOWED, "Only owners of the room can do this.");
        }
        return member;
    }

    /** Stores a membership at the room's head, which the room has just been advanced to, and returns the room. */
    Room record(Room room, Member member) throws RejectedException {
        members.save(member);
        return record(room, new Change.MemberChanged(member));
    }

    /** Moves the room's head to that of {@code room} and publishes the change at it after the commit. */
    Room record(Room room, Change change) throws RejectedException {
        if (!change.position().equals(room.head())) {
            throw new IllegalArgumentException(
                    "A change stands at the head: " + change.position() + ", " + room.head());
        }
        rooms.update(room);
        publish(change);
        return room;
    }

    /** Moves rooms to their heads, and publishes the changes that brought them there after the commit. */
    void record(Collection<Room> advanced, List<? extends Change> changes) {
        rooms.moveHeads(advanced);
        changes.forEach(this::publish);
    }

    /** Hands a change on after the commit; one that was handed on before does no harm. */
    void publish(Change change) {
        unitOfWork.afterCommit(() -> isStored(change), () -> committed.accept(change));
    }

    /**
     * A host that has undone the change may have committed all the same, and another change have its position by now.
     * One that is stored but not recognised, because more has happened since, the next change or the heartbeat makes
     * known.
     */
    private boolean isStored(Change change) {
        Position before = new Position(change.position().value() - 1);
        return changeLog.since(change.room(), before, 1).stream().anyMatch(stored -> isSame(stored, change));
    }

    /** A room's head and the number of its members move without a change of the room itself. */
    private static boolean isSame(Change stored, Change change) {
        if (stored instanceof Change.RoomChanged now && change instanceof Change.RoomChanged then) {
            return now.position().equals(then.position())
                    && now.state().name().equals(then.state().name())
                    && now.state().isDeleted() == then.state().isDeleted();
        }
        return stored.equals(change);
    }

    static RejectedException notAMember() {
        return new RejectedException(ErrorCode.NOT_A_MEMBER, "Only members of the room can do this. Join it first.");
    }

    static RejectedException roomNotFound() {
        return new RejectedException(ErrorCode.ROOM_NOT_FOUND, "There is no such room.");
    }
}
