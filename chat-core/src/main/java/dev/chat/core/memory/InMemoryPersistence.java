package dev.chat.core.memory;

import dev.chat.core.Persistence;
import dev.chat.core.room.Change;
import dev.chat.core.room.ChangeLog;
import dev.chat.core.room.Epoch;
import dev.chat.core.room.MemberRepository;
import dev.chat.core.room.MessageRepository;
import dev.chat.core.room.Position;
import dev.chat.core.room.Room;
import dev.chat.core.room.RoomId;
import dev.chat.core.room.RoomRepository;
import dev.chat.core.session.SessionRepository;
import dev.chat.core.store.UnitOfWork;
import dev.chat.core.user.IdentityRepository;
import dev.chat.core.user.UserRepository;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Keeps everything in the memory of this process, and forgets it with it: nothing is durable. One unit of work runs at
 * a time. Meant for tests, demonstrations, and chats that may be forgotten.
 */
public final class InMemoryPersistence implements Persistence {
    private final MemoryUnitOfWork unitOfWork = new MemoryUnitOfWork();
    private final MemoryUserRepository users = new MemoryUserRepository(unitOfWork);
    private final IdentityRepository identities = new MemoryIdentityRepository(unitOfWork, users);
    private final MemorySessionRepository sessions = new MemorySessionRepository(unitOfWork, users);
    private final MemoryRoomRepository rooms = new MemoryRoomRepository(unitOfWork);
    private final MemoryMemberRepository members = new MemoryMemberRepository(unitOfWork, users);
    private final MemoryMessageRepository messages = new MemoryMessageRepository(unitOfWork, users);
    private final ChangeLog changeLog = new MemoryChangeLog();

    /** Creates an empty store, with an epoch of its own. */
    public InMemoryPersistence() {}

    @Override
    public UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    @Override
    public UserRepository users() {
        return users;
    }

    @Override
    public IdentityRepository identities() {
        return identities;
    }

    @Override
    public SessionRepository sessions() {
        return sessions;
    }

    @Override
    public RoomRepository rooms() {
        return rooms;
    }

    @Override
    public MemberRepository members() {
        return members;
    }

    @Override
    public MessageRepository messages() {
        return messages;
    }

    @Override
    public ChangeLog changeLog() {
        return changeLog;
    }

    /** Does nothing: memory can be written. */
    @Override
    public void requireWritable() {}

    /** Does nothing: what is in memory goes with the last reference to it. */
    @Override
    public void close() {}

    private final class MemoryChangeLog implements ChangeLog {
        private final Epoch epoch = new Epoch(UUID.randomUUID());

        @Override
        public Epoch epoch() {
            return epoch;
        }

        @Override
        public List<Change> since(RoomId room, Position after, int limit) {
            return unitOfWork.get(() -> Stream.of(
                            rooms.find(room).stream()
                                    .filter(each -> each.version().isAfter(after))
                                    .map(MemoryChangeLog::ofRoom),
                            members.changed(room, after.value()).stream().<Change>map(Change.MemberChanged::new),
                            messages.changed(room, after, limit).stream().<Change>map(Change.MessageChanged::new))
                    .<Change>flatMap(changes -> changes)
                    .sorted(Comparator.comparing(Change::position))
                    .limit(limit)
                    .toList());
        }

        private static Change ofRoom(Room room) {
            return new Change.RoomChanged(room);
        }
    }
}
