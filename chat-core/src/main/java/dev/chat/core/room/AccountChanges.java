package dev.chat.core.room;

import dev.chat.core.error.RejectedException;
import dev.chat.core.user.User;
import dev.chat.core.user.UserListener;
import java.util.Optional;

/**
 * Carries what becomes of a user into every room that knows the user, in ascending order of rooms, so that two never
 * wait for each other.
 */
final class AccountChanges implements UserListener {
    private final RoomRepository rooms;
    private final MemberRepository memberRepository;
    private final Members members;
    private final RoomLog log;

    AccountChanges(RoomRepository rooms, MemberRepository memberRepository, Members members, RoomLog log) {
        this.rooms = rooms;
        this.memberRepository = memberRepository;
        this.members = members;
        this.log = log;
    }

    @Override
    public void onRenamed(User user) {
        inEachRoom(user, this::rename);
    }

    @Override
    public void onDeleted(User user) {
        inEachRoom(user, (room, member) -> member.isActive() ? members.end(room, member) : rename(room, member));
    }

    private Room rename(Room room, Member member) throws RejectedException {
        Room advanced = room.advanced();
        return log.record(advanced, member.withUser(member.user(), advanced.head()));
    }

    private void inEachRoom(User user, InRoom action) {
        for (RoomId id : memberRepository.roomsOf(user.id())) {
            Optional<Room> room = rooms.lock(id).filter(each -> !each.isDeleted());
            Optional<Member> member = memberRepository.find(id, user.id());
            if (room.isPresent() && member.isPresent()) {
                Member renamed =
                        member.get().withUser(user.summary(), member.get().version());
                try {
                    action.apply(room.get(), renamed);
                } catch (RejectedException impossible) {
                    throw new IllegalStateException("A room that keeps its name is never refused", impossible);
                }
            }
        }
    }

    @FunctionalInterface
    private interface InRoom {
        Room apply(Room room, Member member) throws RejectedException;
    }
}
