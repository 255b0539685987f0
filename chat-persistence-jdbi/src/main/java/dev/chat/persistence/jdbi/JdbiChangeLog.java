package dev.chat.persistence.jdbi;

import dev.chat.core.room.Change;
import dev.chat.core.room.ChangeLog;
import dev.chat.core.room.Epoch;
import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Three range reads, each by an index on room and version, merged here. */
final class JdbiChangeLog implements ChangeLog {
    private final JdbiUnitOfWork unitOfWork;
    private final JdbiRoomRepository rooms;
    private final JdbiMemberRepository members;
    private final JdbiMessageRepository messages;
    private final Epoch epoch;

    JdbiChangeLog(
            JdbiUnitOfWork unitOfWork,
            JdbiRoomRepository rooms,
            JdbiMemberRepository members,
            JdbiMessageRepository messages,
            Epoch epoch) {
        this.unitOfWork = unitOfWork;
        this.rooms = rooms;
        this.members = members;
        this.messages = messages;
        this.epoch = epoch;
    }

    @Override
    public Epoch epoch() {
        return epoch;
    }

    @Override
    public List<Change> since(RoomId room, Position after, int limit) {
        return unitOfWork.read(() -> Stream.of(
                        rooms.changed(room, after).stream().<Change>map(Change.RoomChanged::new),
                        members.changed(room, after, limit).stream().<Change>map(Change.MemberChanged::new),
                        messages.changed(room, after, limit).stream().<Change>map(Change.MessageChanged::new))
                .flatMap(changes -> changes)
                .sorted(Comparator.comparing(Change::position))
                .limit(limit)
                .toList());
    }
}
