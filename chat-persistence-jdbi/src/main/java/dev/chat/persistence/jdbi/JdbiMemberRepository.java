package dev.chat.persistence.jdbi;

import dev.chat.core.room.Member;
import dev.chat.core.room.MemberCounts;
import dev.chat.core.room.MemberKey;
import dev.chat.core.room.MemberRepository;
import dev.chat.core.room.Position;
import dev.chat.core.room.Role;
import dev.chat.core.room.RoomId;
import dev.chat.core.user.UserId;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * Each ordering names the index's leading columns too, constant as they are: only then does H2 see that the index is in
 * that order.
 */
final class JdbiMemberRepository implements MemberRepository {
    private static final String COLUMNS =
            "select m.room_id, m.user_id, u.name as user_name, m.role, m.version, m.join_position, m.joined_at,"
                    + " m.left_at ";
    static final String SELECT = COLUMNS + "from chat_members m join chat_users u on u.id = m.user_id ";
    static final String BY_KEYS = COLUMNS + """
            from unnest(cast(? as uuid array), cast(? as uuid array)) as wanted (room_id, user_id)
            join chat_members m on m.room_id = wanted.room_id and m.user_id = wanted.user_id
            join chat_users u on u.id = m.user_id""";
    static final String FIRST =
            SELECT + "where m.room_id = ? and m.active = true order by m.room_id, m.active, m.user_id limit ?";
    static final String NEXT = SELECT
            + "where m.room_id = ? and m.active = true and m.user_id > ? order by m.room_id, m.active, m.user_id limit ?";
    static final String EARLIEST = SELECT
            + "where m.room_id = ? and m.active = true and m.role = ?"
            + " order by m.room_id, m.active, m.role, m.join_position limit ?";
    static final String CHANGED =
            SELECT + "where m.room_id = ? and m.version > ? order by m.room_id, m.version limit ?";

    /** By left_at and not by active: with that, H2 takes to an index of whole rooms. */
    static final String ROLES =
            "select room_id, role from chat_members where user_id = ? and room_id = any(?) and left_at is null";

    static final String COUNT =
            "select count(*) as known, count(case when left_at is null then 1 end) as active from chat_members where user_id = ?";

    static final String ROOMS_OF = "select room_id from chat_members where user_id = ? order by user_id, room_id";

    private static final String UPDATE = """
            update chat_members set role = ?, active = ?, version = ?, join_position = ?, joined_at = ?, left_at = ?
            where room_id = ? and user_id = ?""";

    private static final RowMapper<Member> MEMBER = (columns, context) -> member(new Row(columns));
    private static final RowMapper<Map.Entry<RoomId, Role>> ROLE = (columns, context) -> role(new Row(columns));
    private static final RowMapper<RoomId> ROOM = (columns, context) -> new Row(columns).room();

    private final JdbiUnitOfWork unitOfWork;

    JdbiMemberRepository(JdbiUnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    @Override
    public void save(Member member) {
        if (unitOfWork.execute(UPDATE, updated(member)) == 0) {
            insert(member);
        }
    }

    @Override
    public void saveAll(Collection<Member> members) {
        unitOfWork.executeAll(
                UPDATE, members.stream().map(JdbiMemberRepository::updated).toList());
    }

    private static @Nullable Object[] updated(Member member) {
        return new @Nullable Object[] {
            column(member.role()),
            member.isActive(),
            member.version().value(),
            member.joinPosition().value(),
            Columns.time(member.joinedAt()),
            Columns.timeOrNull(member.leftAt()),
            member.room().value(),
            member.user().id().value()
        };
    }

    private void insert(Member member) {
        unitOfWork.execute(
                """
                insert into chat_members (room_id, user_id, role, active, version, join_position, joined_at, left_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                member.room().value(),
                member.user().id().value(),
                column(member.role()),
                member.isActive(),
                member.version().value(),
                member.joinPosition().value(),
                Columns.time(member.joinedAt()),
                Columns.timeOrNull(member.leftAt()));
    }

    @Override
    public void deleteAll(RoomId room) {
        unitOfWork.execute("delete from chat_members where room_id = ?", room.value());
    }

    @Override
    public Optional<Member> find(RoomId room, UserId user) {
        return unitOfWork.get(
                handle -> handle.select(SELECT + "where m.room_id = ? and m.user_id = ?", room.value(), user.value())
                        .map(MEMBER)
                        .findOne());
    }

    @Override
    public List<Member> find(Collection<MemberKey> keys) {
        Set<MemberKey> wanted = Set.copyOf(keys);
        return wanted.isEmpty()
                ? List.of()
                : query(
                        BY_KEYS,
                        wanted.stream().map(key -> key.room().value()).toArray(UUID[]::new),
                        wanted.stream().map(key -> key.user().value()).toArray(UUID[]::new));
    }

    @Override
    public Map<RoomId, Role> roles(UserId user, Collection<RoomId> rooms) {
        if (rooms.isEmpty()) {
            return Map.of();
        }
        UUID[] ids = rooms.stream().map(RoomId::value).toArray(UUID[]::new);
        return unitOfWork.get(handle -> handle.select(ROLES, user.value(), ids).map(ROLE).stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public List<Member> list(RoomId room, @Nullable UserId after, int limit) {
        return after == null ? query(FIRST, room.value(), limit) : query(NEXT, room.value(), after.value(), limit);
    }

    @Override
    public List<Member> earliest(RoomId room, Role role, int limit) {
        return query(EARLIEST, room.value(), column(role), limit);
    }

    @Override
    public MemberCounts count(UserId user) {
        return unitOfWork.get(handle -> handle.select(COUNT, user.value())
                .map((columns, context) -> new MemberCounts(columns.getInt("active"), columns.getInt("known")))
                .one());
    }

    @Override
    public List<RoomId> roomsOf(UserId user) {
        return unitOfWork.get(
                handle -> handle.select(ROOMS_OF, user.value()).map(ROOM).list());
    }

    /** The members of a room, active or not, whose version is after a position, by ascending version. */
    List<Member> changed(RoomId room, Position after, int limit) {
        return query(CHANGED, room.value(), after.value(), limit);
    }

    private List<Member> query(String sql, Object... arguments) {
        return unitOfWork.get(
                handle -> handle.select(sql, arguments).map(MEMBER).list());
    }

    private static Member member(Row row) throws SQLException {
        return new Member(
                row.room(),
                row.userSummary(),
                role(row.text()),
                row.position(),
                row.position(),
                row.time(),
                row.timeOrNull());
    }

    private static Map.Entry<RoomId, Role> role(Row row) throws SQLException {
        return Map.entry(row.room(), role(row.text()));
    }

    private static String column(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static Role role(String column) {
        return Role.valueOf(column.toUpperCase(Locale.ROOT));
    }
}
