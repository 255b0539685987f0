package dev.chat.persistence.jdbi;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.Position;
import dev.chat.core.room.Room;
import dev.chat.core.room.RoomId;
import dev.chat.core.room.RoomName;
import dev.chat.core.room.RoomRepository;
import dev.chat.core.store.StoreException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

final class JdbiRoomRepository implements RoomRepository {
    private static final String SELECT =
            "select id, name, version, head, member_count, created_at, deleted_at from chat_rooms ";

    /** Every key is after the empty one, and null, which is what the deleted have, is after none. */
    static final String PAGE = SELECT + "where name_key > ? order by name_key limit ?";

    static final String LOCK = SELECT + "where id = any(?) order by id for update";

    static final String HEADS = "select id, head from chat_rooms where id = any(?)";

    private static final RowMapper<Map.Entry<RoomId, Position>> HEAD = (columns, context) -> head(new Row(columns));
    private static final RowMapper<Room> ROOM = (columns, context) -> room(new Row(columns));

    private final JdbiUnitOfWork unitOfWork;

    JdbiRoomRepository(JdbiUnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    @Override
    public void insert(Room room) throws RejectedException {
        boolean inserted = unitOfWork.insert(
                """
                insert into chat_rooms (id, name, name_key, version, head, member_count, created_at, deleted_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                room.id().value(),
                room.name().value(),
                key(room),
                room.version().value(),
                room.head().value(),
                room.memberCount(),
                Columns.time(room.createdAt()),
                Columns.timeOrNull(room.deletedAt()));
        if (inserted) {
            return;
        }
        if (find(room.id()).isPresent()) {
            throw new StoreException("There is a room " + room.id(), new IllegalArgumentException(), false);
        }
        throw nameTaken();
    }

    @Override
    public void update(Room room) throws RejectedException {
        // Every change in the room comes by here: no look at the name first, which is hardly ever the change.
        boolean free = unitOfWork.update(
                """
                update chat_rooms set name = ?, name_key = ?, version = ?, head = ?, member_count = ?, deleted_at = ?
                where id = ?""",
                room.name().value(),
                key(room),
                room.version().value(),
                room.head().value(),
                room.memberCount(),
                Columns.timeOrNull(room.deletedAt()),
                room.id().value());
        if (!free) {
            throw nameTaken();
        }
    }

    @Override
    public Optional<Room> find(RoomId id) {
        return unitOfWork.get(handle ->
                handle.select(SELECT + "where id = ?", id.value()).map(ROOM).findOne());
    }

    @Override
    public Map<RoomId, Position> heads(Collection<RoomId> ids) {
        UUID[] values = ids.stream().map(RoomId::value).toArray(UUID[]::new);
        return unitOfWork.get(handle -> handle.select(HEADS, (Object) values).map(HEAD).stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public void moveHeads(Collection<Room> rooms) {
        unitOfWork.executeAll(
                "update chat_rooms set head = ? where id = ?",
                rooms.stream().map(JdbiRoomRepository::movedHead).toList());
    }

    private static @Nullable Object[] movedHead(Room room) {
        return new @Nullable Object[] {room.head().value(), room.id().value()};
    }

    @Override
    public List<Room> lock(Collection<RoomId> ids) {
        UUID[] values = ids.stream().map(RoomId::value).toArray(UUID[]::new);
        return unitOfWork.lock(
                handle -> handle.select(LOCK, (Object) values).map(ROOM).list());
    }

    @Override
    public List<Room> list(@Nullable RoomName after, int limit) {
        // Every key is after the empty one, and null, which is what the deleted have, is not.
        return unitOfWork.get(handle -> handle.select(PAGE, after == null ? "" : after.key(), limit)
                .map(ROOM)
                .list());
    }

    /** The room, if it itself has changed since a position. */
    Optional<Room> changed(RoomId id, Position after) {
        return find(id).filter(room -> room.version().isAfter(after));
    }

    private static Map.Entry<RoomId, Position> head(Row row) throws SQLException {
        return Map.entry(row.room(), row.position());
    }

    private static Room room(Row row) throws SQLException {
        return new Room(
                row.room(),
                new RoomName(row.text()),
                row.position(),
                row.position(),
                row.count(),
                row.time(),
                row.timeOrNull());
    }

    private static @Nullable String key(Room room) {
        return room.isDeleted() ? null : room.name().key();
    }

    private static RejectedException nameTaken() {
        return new RejectedException(ErrorCode.NAME_TAKEN, "Another room has this name.");
    }
}
