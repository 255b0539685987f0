package dev.chat.core.room;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.id.IdGenerator;
import dev.chat.core.store.UnitOfWork;
import dev.chat.core.time.Moments;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import dev.chat.core.user.UserRepository;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The use cases of rooms as a whole. Whoever calls answers for who the {@code actor} is. Safe for use by many threads
 * at once; every method may block and may throw {@link dev.chat.core.store.StoreException}. What is returned is
 * durable.
 */
public final class Rooms {
    private final UnitOfWork unitOfWork;
    private final RoomWriter writer;
    private final RoomRepository rooms;
    private final MemberRepository members;
    private final MessageRepository messages;
    private final UserRepository users;
    private final RoomLimit limit;
    private final RoomLog log;
    private final InstantSource clock;
    private final IdGenerator ids;

    Rooms(
            UnitOfWork unitOfWork,
            RoomWriter writer,
            RoomRepository rooms,
            MemberRepository members,
            MessageRepository messages,
            UserRepository users,
            RoomLimit limit,
            RoomLog log,
            InstantSource clock,
            IdGenerator ids) {
        this.unitOfWork = unitOfWork;
        this.writer = writer;
        this.rooms = rooms;
        this.members = members;
        this.messages = messages;
        this.users = users;
        this.limit = limit;
        this.log = log;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Creates a room with the actor as its owner: positions 1 and 2 of its log.
     *
     * @throws RejectedException {@link ErrorCode#INVALID_NAME}, {@link ErrorCode#NAME_TAKEN},
     *     {@link ErrorCode#USER_NOT_FOUND} or {@link ErrorCode#TOO_MANY_ROOMS}
     */
    public Room create(UserId actor, String name) throws RejectedException {
        RoomName roomName = RoomName.parse(name);
        return unitOfWork.write(() -> {
            User creator = users.lock(actor)
                    .filter(user -> !user.isDeleted())
                    .orElseThrow(() -> new RejectedException(ErrorCode.USER_NOT_FOUND, "There is no such user."));
            limit.requirePlace(actor, false);
            Instant now = Moments.notBefore(creator.createdAt(), clock.instant());
            Room room = Room.created(new RoomId(ids.next()), roomName, now);
            rooms.insert(room);
            log.record(room, new Change.RoomChanged(room));
            Room owned = room.advanced().withMemberCount(1);
            return log.record(owned, Member.joined(room.id(), creator.summary(), Role.OWNER, owned.head(), now));
        });
    }

    /**
     * {@return the room of this id}
     *
     * @throws RejectedException {@link ErrorCode#ROOM_NOT_FOUND}, also if it was deleted
     */
    public Room get(RoomId id) throws RejectedException {
        return log.find(id);
    }

    /**
     * {@return a page of all rooms, in the order of their names}
     *
     * @param after the name after which to begin; null for the first page
     * @param limit the most to return, at least 1
     */
    public List<RoomListing> list(UserId actor, @Nullable RoomName after, int limit) {
        return unitOfWork.read(() -> {
            List<Room> page = rooms.list(after, limit);
            Map<RoomId, Role> roles =
                    members.roles(actor, page.stream().map(Room::id).toList());
            return page.stream()
                    .map(room -> new RoomListing(room, roles.get(room.id())))
                    .toList();
        });
    }

    /**
     * Gives a room another name. The same name again changes nothing.
     *
     * @throws RejectedException {@link ErrorCode#INVALID_NAME}, {@link ErrorCode#NAME_TAKEN},
     *     {@link ErrorCode#ROOM_NOT_FOUND}, {@link ErrorCode#NOT_A_MEMBER}, or {@link ErrorCode#NOT_ALLOWED} unless the
     *     actor owns the room
     */
    public Room rename(UserId actor, RoomId id, String name) throws RejectedException {
        RoomName newName = RoomName.parse(name);
        return writer.write(id, () -> {
            Room room = log.lock(id);
            log.owner(id, actor);
            if (room.name().equals(newName)) {
                return room;
            }
            Room renamed = room.renamed(newName);
            return log.record(renamed, new Change.RoomChanged(renamed));
        });
    }

    /**
     * Deletes a room with all its messages. Its deletion is the last change in its log.
     *
     * @throws RejectedException {@link ErrorCode#ROOM_NOT_FOUND}, {@link ErrorCode#NOT_A_MEMBER}, or
     *     {@link ErrorCode#NOT_ALLOWED} unless the actor owns the room
     */
    public void delete(UserId actor, RoomId id) throws RejectedException {
        writer.write(id, () -> {
            Room room = log.lock(id);
            log.owner(id, actor);
            messages.deleteAll(id);
            members.deleteAll(id);
            Room deleted = room.deleted(clock.instant());
            return log.record(deleted, new Change.RoomChanged(deleted));
        });
    }
}
