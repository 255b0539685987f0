package dev.chat.core.memory;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.Position;
import dev.chat.core.room.Room;
import dev.chat.core.room.RoomId;
import dev.chat.core.room.RoomName;
import dev.chat.core.room.RoomRepository;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

final class MemoryRoomRepository implements RoomRepository {
    private final MemoryUnitOfWork unitOfWork;
    private final UndoableMap<RoomId, Room> rooms;
    private final UndoableMap<String, RoomId> byKey;

    MemoryRoomRepository(MemoryUnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
        rooms = new UndoableMap<>(unitOfWork);
        byKey = new UndoableMap<>(unitOfWork);
    }

    @Override
    public void insert(Room room) throws RejectedException {
        claimName(room);
        rooms.put(room.id(), room);
    }

    @Override
    public void update(Room room) throws RejectedException {
        Room before = find(room.id()).orElseThrow();
        if (!before.name().equals(room.name()) || room.isDeleted()) {
            byKey.remove(before.name().key());
            if (!room.isDeleted()) {
                claimName(room);
            }
        }
        rooms.put(room.id(), room);
    }

    @Override
    public Optional<Room> find(RoomId id) {
        return unitOfWork.get(() -> rooms.get(id));
    }

    @Override
    public Map<RoomId, Position> heads(Collection<RoomId> ids) {
        return unitOfWork.get(() -> ids.stream()
                .flatMap(id -> rooms.get(id).stream())
                .collect(Collectors.toUnmodifiableMap(Room::id, Room::head)));
    }

    @Override
    public void moveHeads(Collection<Room> advanced) {
        for (Room room : advanced) {
            Room before = find(room.id()).orElseThrow();
            rooms.put(
                    room.id(),
                    new Room(
                            room.id(),
                            before.name(),
                            before.version(),
                            room.head(),
                            before.memberCount(),
                            before.createdAt(),
                            before.deletedAt()));
        }
    }

    @Override
    public List<Room> lock(Collection<RoomId> ids) {
        unitOfWork.requireWritable();
        return unitOfWork.get(() ->
                ids.stream().distinct().flatMap(id -> rooms.get(id).stream()).toList());
    }

    @Override
    public List<Room> list(@Nullable RoomName after, int limit) {
        return unitOfWork.get(() -> rest(after).stream()
                .limit(limit)
                .map(id -> rooms.get(id).orElseThrow())
                .toList());
    }

    private Collection<RoomId> rest(@Nullable RoomName after) {
        return after == null
                ? byKey.view().values()
                : byKey.view().tailMap(after.key(), false).values();
    }

    private void claimName(Room room) throws RejectedException {
        if (unitOfWork.get(() -> byKey.get(room.name().key())).isPresent()) {
            throw new RejectedException(ErrorCode.NAME_TAKEN, "Another room has this name.");
        }
        byKey.put(room.name().key(), room.id());
    }
}
