package dev.chat.core.memory;

import dev.chat.core.room.Member;
import dev.chat.core.room.MemberCounts;
import dev.chat.core.room.MemberKey;
import dev.chat.core.room.MemberRepository;
import dev.chat.core.room.Role;
import dev.chat.core.room.RoomId;
import dev.chat.core.user.UserId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class MemoryMemberRepository implements MemberRepository {
    private final MemoryUnitOfWork unitOfWork;
    private final MemoryUserRepository users;
    private final UndoableMap<Key, Member> members;

    MemoryMemberRepository(MemoryUnitOfWork unitOfWork, MemoryUserRepository users) {
        this.unitOfWork = unitOfWork;
        this.users = users;
        members = new UndoableMap<>(unitOfWork);
    }

    @Override
    public void save(Member member) {
        members.put(new Key(member.room(), member.user().id()), member);
    }

    @Override
    public void deleteAll(RoomId room) {
        unitOfWork.requireWritable();
        query(all -> all.filter(member -> member.room().equals(room)))
                .forEach(member -> members.remove(new Key(room, member.user().id())));
    }

    @Override
    public Optional<Member> find(RoomId room, UserId user) {
        return unitOfWork.get(() -> members.get(new Key(room, user)).map(this::named));
    }

    @Override
    public List<Member> find(Collection<MemberKey> keys) {
        return unitOfWork.get(() -> keys.stream()
                .distinct()
                .flatMap(key -> find(key.room(), key.user()).stream())
                .toList());
    }

    @Override
    public Map<RoomId, Role> roles(UserId user, Collection<RoomId> rooms) {
        Map<RoomId, Role> roles = new HashMap<>();
        rooms.forEach(
                room -> find(room, user).filter(Member::isActive).ifPresent(member -> roles.put(room, member.role())));
        return roles;
    }

    @Override
    public List<Member> list(RoomId room, @Nullable UserId after, int limit) {
        return query(all -> all.filter(member -> member.room().equals(room) && member.isActive())
                .filter(member -> after == null || member.user().id().compareTo(after) > 0)
                .limit(limit));
    }

    @Override
    public List<Member> earliest(RoomId room, Role role, int limit) {
        return query(all -> all.filter(member -> member.room().equals(room) && member.isActive())
                .filter(member -> member.role() == role)
                .sorted(Comparator.comparing(Member::joinPosition))
                .limit(limit));
    }

    @Override
    public MemberCounts count(UserId user) {
        List<Member> known = query(all -> all.filter(member -> member.isOf(user)));
        return new MemberCounts(
                Math.toIntExact(known.stream().filter(Member::isActive).count()), known.size());
    }

    @Override
    public List<RoomId> roomsOf(UserId user) {
        return query(all -> all.filter(member -> member.isOf(user))).stream()
                .map(Member::room)
                .toList();
    }

    /** The members of a room, active or not, whose version is after a position. */
    List<Member> changed(RoomId room, long after) {
        return query(all -> all.filter(
                member -> member.room().equals(room) && member.version().value() > after));
    }

    private List<Member> query(Function<Stream<Member>, Stream<Member>> query) {
        return unitOfWork.get(() ->
                query.apply(members.view().values().stream()).map(this::named).toList());
    }

    private Member named(Member member) {
        return new Member(
                member.room(),
                users.summary(member.user().id()),
                member.role(),
                member.version(),
                member.joinPosition(),
                member.joinedAt(),
                member.leftAt());
    }

    private record Key(RoomId room, UserId user) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byRoom = room.compareTo(other.room);
            return byRoom != 0 ? byRoom : user.compareTo(other.user);
        }
    }
}
