package dev.chat.core.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.user.User;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** A clock that is set back by a day puts nothing before what it follows. */
class ClockSetBackTest {
    private final RoomFixture fixture = new RoomFixture();
    private final RoomId room = fixture.room;

    ClockSetBackTest() throws Exception {}

    private void setBack() {
        fixture.now = fixture.now.minus(Duration.ofDays(1));
    }

    private Instant now() {
        return fixture.now.truncatedTo(ChronoUnit.MILLIS);
    }

    @Test
    void editIsNotDatedBeforeItsMessage() throws Exception {
        Message sent = fixture.send(fixture.member, "First");
        setBack();

        Message edited = fixture.chat.messages().edit(fixture.member, room, sent.position(), "Second");

        assertThat(edited.editedAt()).isEqualTo(sent.sentAt());
    }

    @Test
    void deletionIsNotDatedBeforeTheEditBeforeIt() throws Exception {
        Message sent = fixture.send(fixture.member, "First");
        fixture.now = fixture.now.plusSeconds(5);
        Message edited = fixture.chat.messages().edit(fixture.member, room, sent.position(), "Second");
        setBack();

        Message again = fixture.chat.messages().edit(fixture.member, room, sent.position(), "Third");
        Message deleted = fixture.chat.messages().delete(fixture.member, room, sent.position());

        assertThat(again.editedAt()).isEqualTo(edited.editedAt());
        assertThat(deleted.deletedAt()).isEqualTo(edited.editedAt()).isAfter(sent.sentAt());
    }

    @Test
    void leavingIsNotDatedBeforeJoiningNorComingBackBeforeLeaving() throws Exception {
        Member joined = fixture.join(fixture.stranger);
        setBack();

        Member left = joined.left(fixture.head().next(), now());
        fixture.chat.members().leave(fixture.stranger, room);
        Member back = fixture.chat.members().join(fixture.stranger, room);

        assertThat(left.leftAt()).isEqualTo(joined.joinedAt());
        assertThat(back.joinedAt()).isEqualTo(joined.joinedAt());
    }

    @Test
    void longestStandingMemberInheritsWhateverTheClockSaidOfTheOthers() throws Exception {
        setBack();
        fixture.join(fixture.stranger);

        fixture.chat.members().leave(fixture.owner, room);

        assertThat(fixture.open(fixture.member).caller().isOwner()).isTrue();
        assertThat(fixture.open(fixture.stranger).caller().isOwner()).isFalse();
    }

    @Test
    void nothingInARoomIsDatedBeforeTheRoomNorAMessageBeforeItsAuthorJoined() throws Exception {
        Room created = fixture.chat.rooms().get(room);
        Member owner = fixture.open(fixture.owner).caller();
        setBack();

        Member joined = fixture.chat.members().join(fixture.stranger, room);
        Message sent = fixture.send(fixture.owner, "Hello");

        assertThat(joined.joinedAt()).isEqualTo(created.createdAt());
        assertThat(sent.sentAt()).isEqualTo(owner.joinedAt());
    }

    @Test
    void roomIsNotDatedBeforeItsCreator() throws Exception {
        User user = fixture.chat.users().get(fixture.owner);
        setBack();

        assertThat(fixture.chat.rooms().create(fixture.owner, "Another").createdAt())
                .isEqualTo(user.createdAt());
    }

    @Test
    void endOfARoomOrAnAccountIsNotDatedBeforeItsBeginning() throws Exception {
        User user = fixture.chat.users().get(fixture.member);
        Room created = fixture.chat.rooms().get(room);
        setBack();

        fixture.chat.users().delete(fixture.member);

        assertThat(fixture.chat.users().get(fixture.member).deletedAt()).isEqualTo(user.createdAt());
        assertThat(created.deleted(now()).deletedAt()).isEqualTo(created.createdAt());
    }

    @Test
    void clockThatIsRightIsBelieved() throws Exception {
        Message sent = fixture.send(fixture.member, "First");
        fixture.now = fixture.now.plusSeconds(1);

        Message edited = fixture.chat.messages().edit(fixture.member, room, sent.position(), "Second");

        assertThat(edited.editedAt()).isEqualTo(now()).isAfter(sent.sentAt());
    }
}
