package dev.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.room.Member;
import dev.chat.core.room.MemberCounts;
import dev.chat.core.room.MemberKey;
import dev.chat.core.room.MemberRepository;
import dev.chat.core.room.Position;
import dev.chat.core.room.Role;
import dev.chat.core.room.Room;
import dev.chat.core.room.RoomId;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import dev.chat.core.user.UserName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link MemberRepository} keeps to. */
public interface MemberRepositoryContract extends StoreContract {
    private MemberRepository members() {
        return persistence().members();
    }

    private Member stored(Room room, Role role, long version) throws Exception {
        return stored(Samples.member(room, Samples.storedUser(persistence()), role, version));
    }

    private Member stored(Member member) throws Exception {
        writing(() -> members().save(member));
        return member;
    }

    private static Member withRole(Member member, Role role, long version) {
        return new Member(
                member.room(),
                member.user(),
                role,
                new Position(version),
                member.joinPosition(),
                member.joinedAt(),
                null);
    }

    private static Member left(Member member, long version) {
        return new Member(
                member.room(),
                member.user(),
                Role.MEMBER,
                new Position(version),
                member.joinPosition(),
                member.joinedAt(),
                Samples.NOW.plusMillis(version));
    }

    @Test
    default void findsAMemberWithEverythingItHas() throws Exception {
        Room room = Samples.storedRoom(persistence());
        Member owner = stored(room, Role.OWNER, 2);
        Member gone = stored(left(stored(room, Role.MEMBER, 3), 4));

        assertThat(members().find(room.id(), owner.user().id())).contains(owner);
        assertThat(members().find(room.id(), gone.user().id())).contains(gone);
        assertThat(members().find(Samples.room().id(), owner.user().id())).isEmpty();
        assertThat(members().find(room.id(), Samples.user().id())).isEmpty();
    }

    @Test
    default void findsThoseOfSeveralKeysWhoAreOrWereMembers() throws Exception {
        Room room = Samples.storedRoom(persistence());
        Member owner = stored(room, Role.OWNER, 2);
        Member gone = stored(left(stored(room, Role.MEMBER, 3), 4));
        Member elsewhere = stored(Samples.storedRoom(persistence()), Role.MEMBER, 2);
        stored(room, Role.MEMBER, 5);
        MemberKey never = new MemberKey(room.id(), elsewhere.user().id());

        assertThat(members().find(List.of(owner.key(), gone.key(), owner.key(), elsewhere.key(), never)))
                .containsExactlyInAnyOrder(owner, gone, elsewhere);
        assertThat(members().find(List.of())).isEmpty();
    }

    @Test
    default void savedAgainReplacesTheFormer() throws Exception {
        Room room = Samples.storedRoom(persistence());
        Member member = stored(room, Role.MEMBER, 2);
        Member back = new Member(
                room.id(),
                member.user(),
                Role.OWNER,
                new Position(5),
                new Position(5),
                Samples.NOW.plusSeconds(60),
                null);

        stored(left(member, 3));
        stored(back);

        assertThat(members().find(room.id(), member.user().id())).contains(back);
        assertThat(members().list(room.id(), null, 10)).containsExactly(back);
    }

    @Test
    default void showsTheNameOfNow() throws Exception {
        User user = Samples.storedUser(persistence());
        Room room = Samples.storedRoom(persistence());
        stored(Samples.member(room, user, Role.MEMBER, 2));
        UserName newName = new UserName(Samples.uniqueName("New"));

        writing(() -> persistence().users().update(new User(user.id(), newName, user.createdAt(), null)));

        assertThat(members().find(room.id(), user.id()).orElseThrow().user().name())
                .isEqualTo(newName);
    }

    @Test
    default void listsActiveMembersByUserIdInPages() throws Exception {
        Room room = Samples.storedRoom(persistence());
        stored(Samples.storedRoom(persistence()), Role.MEMBER, 2);
        List<Member> expected = new ArrayList<>();
        for (int version = 2; version < 9; version++) {
            expected.add(stored(room, Role.MEMBER, version));
        }
        stored(left(expected.remove(3), 10));
        expected.sort(Comparator.comparing(member -> member.user().id()));

        List<Member> all = new ArrayList<>();
        @Nullable UserId after = null;
        List<Member> page;
        do {
            page = members().list(room.id(), after, 4);
            assertThat(page).hasSizeLessThanOrEqualTo(4);
            all.addAll(page);
            after = page.isEmpty() ? after : page.getLast().user().id();
        } while (!page.isEmpty());

        assertThat(all).containsExactlyElementsOf(expected);
    }

    @Test
    default void earliestAreThoseOfTheRoleWhoJoinedFirst() throws Exception {
        Room room = Samples.storedRoom(persistence());
        List<Member> joined = new ArrayList<>();
        for (int index = 0; index < 4; index++) {
            User user = Samples.storedUser(persistence());
            joined.add(stored(new Member(
                    room.id(),
                    user.summary(),
                    Role.MEMBER,
                    new Position(20 + index),
                    new Position(5 - index),
                    Samples.NOW.plusSeconds(index),
                    null)));
        }
        Member owner = stored(room, Role.OWNER, 7);
        stored(left(joined.get(3), 28));

        assertThat(members().earliest(room.id(), Role.MEMBER, 2)).containsExactly(joined.get(2), joined.get(1));
        assertThat(members().earliest(room.id(), Role.OWNER, 2)).containsExactly(owner);
        assertThat(members().earliest(Samples.room().id(), Role.OWNER, 2)).isEmpty();
    }

    @Test
    default void rolesAreThoseOfActiveMembershipsInTheGivenRooms() throws Exception {
        User user = Samples.storedUser(persistence());
        Room owned = Samples.storedRoom(persistence());
        Room joined = Samples.storedRoom(persistence());
        Room left = Samples.storedRoom(persistence());
        Room notAsked = Samples.storedRoom(persistence());
        Room foreign = Samples.storedRoom(persistence());
        stored(Samples.member(owned, user, Role.OWNER, 2));
        stored(Samples.member(joined, user, Role.MEMBER, 2));
        stored(left(Samples.member(left, user, Role.MEMBER, 2), 3));
        stored(Samples.member(notAsked, user, Role.MEMBER, 2));
        stored(foreign, Role.OWNER, 2);

        Map<RoomId, Role> roles = members().roles(user.id(), List.of(owned.id(), joined.id(), left.id(), foreign.id()));

        assertThat(roles).containsOnly(Map.entry(owned.id(), Role.OWNER), Map.entry(joined.id(), Role.MEMBER));
        assertThat(members().roles(user.id(), List.of())).isEmpty();
    }

    @Test
    default void roomsOfAUserAreThoseThatKnowTheUser() throws Exception {
        User user = Samples.storedUser(persistence());
        List<RoomId> expected = new ArrayList<>();
        for (int index = 0; index < 4; index++) {
            Room room = Samples.storedRoom(persistence());
            stored(Samples.member(room, user, Role.MEMBER, 2));
            expected.add(room.id());
        }
        stored(left(members().find(expected.getFirst(), user.id()).orElseThrow(), 3));
        stored(Samples.storedRoom(persistence()), Role.MEMBER, 2);
        expected.sort(Comparator.naturalOrder());

        assertThat(members().roomsOf(user.id())).containsExactlyElementsOf(expected);
    }

    @Test
    default void forgetsAllMembersOfOneRoom() throws Exception {
        Room room = Samples.storedRoom(persistence());
        Room other = Samples.storedRoom(persistence());
        Member member = stored(room, Role.MEMBER, 2);
        Member elsewhere = stored(other, Role.MEMBER, 2);

        writing(() -> members().deleteAll(room.id()));

        assertThat(members().find(room.id(), member.user().id())).isEmpty();
        assertThat(members().roomsOf(member.user().id())).isEmpty();
        assertThat(members().list(other.id(), null, 10)).containsExactly(elsewhere);
    }

    @Test
    default void membersAreWrittenInAUnitOfWorkOnly() throws Exception {
        Member member = stored(Samples.storedRoom(persistence()), Role.MEMBER, 2);

        assertThatThrownBy(() -> members().save(member)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> members().deleteAll(member.room())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void countsTheRoomsOfAUser() throws Exception {
        User user = Samples.storedUser(persistence());
        Member active = stored(Samples.member(Samples.storedRoom(persistence()), user, Role.OWNER, 2));
        stored(left(Samples.member(Samples.storedRoom(persistence()), user, Role.MEMBER, 2), 3));
        stored(Samples.storedRoom(persistence()), Role.MEMBER, 2);

        assertThat(members().count(user.id())).isEqualTo(new MemberCounts(1, 2));
        writing(() -> members().deleteAll(active.room()));
        assertThat(members().count(user.id())).isEqualTo(new MemberCounts(0, 1));
        assertThat(members().count(Samples.user().id())).isEqualTo(new MemberCounts(0, 0));
    }

    @Test
    default void savesSeveralAtOnceEachWithEverythingItHas() throws Exception {
        Room room = Samples.storedRoom(persistence());
        Member promoted = withRole(stored(room, Role.MEMBER, 2), Role.OWNER, 6);
        Member gone = left(stored(Samples.storedRoom(persistence()), Role.MEMBER, 3), 4);
        Member untouched = stored(room, Role.MEMBER, 5);

        writing(() -> members().saveAll(List.of(promoted, gone)));
        writing(() -> members().saveAll(List.of()));

        assertThat(members().find(List.of(promoted.key(), gone.key(), untouched.key())))
                .containsExactlyInAnyOrder(promoted, gone, untouched);
    }
}
