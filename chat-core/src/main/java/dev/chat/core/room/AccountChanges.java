package dev.chat.core.room;

import dev.chat.core.error.RejectedException;
import dev.chat.core.user.User;
import dev.chat.core.user.UserListener;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Carries what becomes of a user into every room that knows the user, in ascending order of rooms, so that two never
 * wait for each other. Rooms are read and written many at once: the user may be known in thousands, and everybody who
 * writes may have to wait for the last of them.
 */
final class AccountChanges implements UserListener {
    /** How many rooms are read and written together. */
    static final int AT_ONCE = 200;

    private final MemberRepository memberRepository;
    private final Members members;
    private final RoomLog log;

    AccountChanges(MemberRepository memberRepository, Members members, RoomLog log) {
        this.memberRepository = memberRepository;
        this.members = members;
        this.log = log;
    }

    @Override
    public void onRenamed(User user) {
        inPortions(user, this::rename);
    }

    @Override
    public void onDeleted(User user) {
        inPortions(user, (rooms, known) -> {
            List<Member> gone = new ArrayList<>();
            for (Member member : known) {
                if (member.isActive()) {
                    end(rooms, member);
                } else {
                    gone.add(member);
                }
            }
            rename(rooms, gone);
        });
    }

    private void rename(Map<RoomId, Room> rooms, Collection<Member> known) {
        List<Room> advanced = new ArrayList<>();
        List<Member> renamed = new ArrayList<>();
        for (Member member : known) {
            Room room = room(rooms, member).advanced();
            advanced.add(room);
            renamed.add(member.withUser(member.user(), room.head()));
        }
        if (!renamed.isEmpty()) {
            memberRepository.saveAll(renamed);
            log.record(advanced, renamed.stream().map(Change.MemberChanged::new).toList());
        }
    }

    private void end(Map<RoomId, Room> rooms, Member member) {
        try {
            members.end(room(rooms, member), member);
        } catch (RejectedException impossible) {
            throw new IllegalStateException("A room that keeps its name is never refused", impossible);
        }
    }

    private static Room room(Map<RoomId, Room> rooms, Member member) {
        return Objects.requireNonNull(rooms.get(member.room()));
    }

    private void inPortions(User user, InRooms action) {
        List<RoomId> all = memberRepository.roomsOf(user.id());
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<RoomId> portion = all.subList(from, Math.min(from + AT_ONCE, all.size()));
            Map<RoomId, Room> rooms = log.lock(portion);
            List<MemberKey> keys = rooms.keySet().stream()
                    .map(room -> new MemberKey(room, user.id()))
                    .toList();
            List<Member> known = memberRepository.find(keys).stream()
                    .map(member -> member.withUser(user.summary(), member.version()))
                    .toList();
            action.apply(rooms, known);
        }
    }

    @FunctionalInterface
    private interface InRooms {
        void apply(Map<RoomId, Room> rooms, List<Member> known);
    }
}
