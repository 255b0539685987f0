package dev.chat.core.room;

import static dev.chat.core.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.user.UserId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MembersTest {
    private final RoomFixture fixture = new RoomFixture();
    private final Members members = fixture.chat.members();
    private final RoomId room = fixture.room;

    MembersTest() throws Exception {}

    private Member member(UserId actor) throws Exception {
        return fixture.open(actor).caller();
    }

    @Test
    void joiningMakesAMember() throws Exception {
        Position before = fixture.head();

        Member joined = members.join(fixture.stranger, room);

        assertThat(joined.role()).isEqualTo(Role.MEMBER);
        assertThat(joined.version()).isEqualTo(before.next()).isEqualTo(fixture.head());
        assertThat(fixture.open(fixture.owner).members()).contains(joined);
        assertThat(fixture.chat.rooms().get(room).memberCount()).isEqualTo(3);
    }

    @Test
    void joiningAgainChangesNothing() throws Exception {
        Position before = fixture.head();

        assertThat(members.join(fixture.owner, room).role()).isEqualTo(Role.OWNER);

        assertThat(fixture.head()).isEqualTo(before);
    }

    @Test
    void unknownUsersAndRoomsAreRefused() {
        assertRejected(ErrorCode.USER_NOT_FOUND, () -> members.join(new UserId(UUID.randomUUID()), room));
        assertRejected(ErrorCode.ROOM_NOT_FOUND, () -> members.join(fixture.stranger, new RoomId(UUID.randomUUID())));
    }

    @Test
    void whoLeftIsNoMember() throws Exception {
        members.leave(fixture.member, room);

        assertThat(fixture.chat.rooms().get(room).memberCount()).isEqualTo(1);
        assertRejected(ErrorCode.NOT_A_MEMBER, () -> fixture.open(fixture.member));
        assertRejected(ErrorCode.NOT_A_MEMBER, () -> members.leave(fixture.member, room));
    }

    @Test
    void whoComesBackIsAMemberAgain() throws Exception {
        members.leave(fixture.member, room);

        members.join(fixture.member, room);

        assertThat(member(fixture.member).isActive()).isTrue();
        assertThat(fixture.chat.rooms().get(room).memberCount()).isEqualTo(2);
    }

    @Test
    void lastOwnerWhoLeavesHasAnHeir() throws Exception {
        fixture.join(fixture.stranger);
        Position before = fixture.head();

        members.leave(fixture.owner, room);

        assertThat(member(fixture.member).isOwner()).isTrue();
        assertThat(member(fixture.stranger).isOwner()).isFalse();
        assertThat(fixture.head()).isEqualTo(before.next().next());
    }

    @Test
    void ownerAmongSeveralHasNoHeir() throws Exception {
        members.changeRole(fixture.owner, room, fixture.member, Role.OWNER);
        members.join(fixture.stranger, room);

        members.leave(fixture.owner, room);

        assertThat(member(fixture.stranger).isOwner()).isFalse();
    }

    @Test
    void firstToEnterAnAbandonedRoomOwnsIt() throws Exception {
        members.leave(fixture.member, room);
        members.leave(fixture.owner, room);

        assertThat(members.join(fixture.stranger, room).isOwner()).isTrue();
    }

    @Test
    void ownersRemoveMembers() throws Exception {
        members.remove(fixture.owner, room, fixture.member);

        assertRejected(ErrorCode.NOT_A_MEMBER, () -> fixture.open(fixture.member));
        assertRejected(ErrorCode.MEMBER_NOT_FOUND, () -> members.remove(fixture.owner, room, fixture.member));
    }

    @Test
    void othersRemoveOnlyThemselves() throws Exception {
        assertRejected(ErrorCode.NOT_ALLOWED, () -> members.remove(fixture.member, room, fixture.owner));
        assertRejected(ErrorCode.NOT_A_MEMBER, () -> members.remove(fixture.stranger, room, fixture.owner));

        members.remove(fixture.member, room, fixture.member);

        assertRejected(ErrorCode.NOT_A_MEMBER, () -> fixture.open(fixture.member));
    }

    @Test
    void ownersPromoteAndDemote() throws Exception {
        assertThat(members.changeRole(fixture.owner, room, fixture.member, Role.OWNER)
                        .isOwner())
                .isTrue();
        Position before = fixture.head();
        members.changeRole(fixture.owner, room, fixture.member, Role.OWNER);
        assertThat(fixture.head()).isEqualTo(before);

        assertThat(members.changeRole(fixture.member, room, fixture.owner, Role.MEMBER)
                        .isOwner())
                .isFalse();
        assertRejected(
                ErrorCode.NOT_ALLOWED, () -> members.changeRole(fixture.owner, room, fixture.member, Role.MEMBER));
    }

    @Test
    void lastOwnerIsNotDemoted() throws Exception {
        assertRejected(ErrorCode.LAST_OWNER, () -> members.changeRole(fixture.owner, room, fixture.owner, Role.MEMBER));
        assertRejected(
                ErrorCode.MEMBER_NOT_FOUND,
                () -> members.changeRole(fixture.owner, room, fixture.stranger, Role.OWNER));
    }

    @Test
    void membersSeeWhoIsThere() throws Exception {
        assertThat(members.list(fixture.member, room, null, 10))
                .extracting(member -> member.user().id())
                .containsExactlyInAnyOrder(fixture.owner, fixture.member);
        assertRejected(ErrorCode.NOT_A_MEMBER, () -> members.list(fixture.stranger, room, null, 10));
    }

    @Test
    void newNameReachesTheRoomsOfItsUser() throws Exception {
        Message message = fixture.send(fixture.member, "Hello");
        Position before = fixture.head();

        fixture.chat.users().rename(fixture.member, "Grace");

        assertThat(fixture.head()).isEqualTo(before.next());
        assertThat(member(fixture.member).user().name().value()).isEqualTo("Grace");
        assertThat(fixture.chat
                        .history()
                        .message(fixture.owner, room, message.position())
                        .author())
                .isEqualTo(member(fixture.member).user());
    }

    @Test
    void newNameReachesTheRoomsThatItsUserHasLeft() throws Exception {
        fixture.send(fixture.member, "Hello");
        members.leave(fixture.member, room);
        Position before = fixture.head();

        fixture.chat.users().rename(fixture.member, "Grace");

        ChangeBatch batch = (ChangeBatch) fixture.chat.history().changesSince(fixture.owner, room, before, null);
        assertThat(batch.changes()).singleElement().isInstanceOfSatisfying(Change.MemberChanged.class, change -> {
            assertThat(change.member().isActive()).isFalse();
            assertThat(change.member().user().name().value()).isEqualTo("Grace");
        });
    }
}
