package dev.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import dev.chat.core.room.Sent;
import dev.chat.core.user.User;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** That sends to different rooms, where they wait together, are stored together, and that no room harms another. */
public interface GroupOfRoomsContract extends StoreContract {
    @Test
    default void sendsToSeveralRoomsAreStoredTogetherInTheOrderOfEach() throws Exception {
        Group group = new Group(persistence());
        List<RoomId> rooms = List.of(group.room(), group.newRoom(), group.newRoom());
        User author = group.newMember(rooms.get(1), rooms.get(2));
        List<Callable<Sent>> sends = new ArrayList<>();
        for (int number = 0; number < 12; number++) {
            sends.add(group.send(author, rooms.get(number % 3), "send-" + number, "Text " + number));
        }

        List<FutureTask<Sent>> sent = group.runTogether(sends);

        for (int number = 3; number < sends.size(); number++) {
            Position before = sent.get(number - 3).get().message().position();
            assertThat(sent.get(number).get().message().position()).isEqualTo(before.next());
        }
        assertThat(group.unitsOfWork()).isEqualTo(2);
        assertThat(group.texts(rooms.get(0))).containsExactly("First", "Text 0", "Text 3", "Text 6", "Text 9");
        assertThat(group.texts(rooms.get(2))).containsExactly("Text 2", "Text 5", "Text 8", "Text 11");
        assertThat(group.chat().rooms().get(rooms.get(1)).head())
                .isEqualTo(sent.get(10).get().message().position());
    }

    @Test
    default void refusalInOneRoomCostsTheOthersNothing() throws Exception {
        Group group = new Group(persistence());
        RoomId other = group.newRoom();
        RoomId deleted = group.newRoom();
        User author = group.newMember(other, deleted);
        User guest = group.newMember();
        group.chat().messages().send(author.id(), other, "earlier", "Earlier");
        group.chat().rooms().delete(group.owner().id(), deleted);

        List<FutureTask<Sent>> sent = group.runTogether(List.of(
                group.send(author, new RoomId(UUID.randomUUID()), "one", "One"),
                group.send(guest, other, "two", "Two"),
                group.send(author, deleted, "three", "Three"),
                group.send(author, other, "earlier", "Another text"),
                group.send(author, other, "four", "Four"),
                group.send(guest, "five", "Five")));

        Group.assertRefused(ErrorCode.ROOM_NOT_FOUND, sent.get(0));
        Group.assertRefused(ErrorCode.NOT_A_MEMBER, sent.get(1));
        Group.assertRefused(ErrorCode.ROOM_NOT_FOUND, sent.get(2));
        Group.assertRefused(ErrorCode.CLIENT_ID_CONFLICT, sent.get(3));
        assertThat(group.unitsOfWork()).isEqualTo(2);
        assertThat(group.texts(other)).containsExactly("Earlier", "Four");
        assertThat(group.texts()).containsExactly("First", "Five");
    }

    @Test
    default void ofOneClientIdInTwoRoomsTheFirstIsStoredAndTheOtherRefusedAlone() throws Exception {
        Group group = new Group(persistence());
        RoomId other = group.newRoom();
        User author = group.newMember(other);

        List<FutureTask<Sent>> sent = group.runTogether(List.of(
                group.send(author, other, "the-same", "Text"),
                group.send(author, "the-same", "Text"),
                group.send(author, other, "the-same", "Text"),
                group.send(author, "next", "Next")));

        assertThat(sent.get(0).get().duplicate()).isFalse();
        Group.assertRefused(ErrorCode.CLIENT_ID_CONFLICT, sent.get(1));
        assertThat(sent.get(2).get()).isEqualTo(new Sent(sent.get(0).get().message(), true));
        assertThat(group.unitsOfWork()).isEqualTo(2);
        assertThat(group.texts(other)).containsExactly("Text");
        assertThat(group.texts()).containsExactly("First", "Next");
    }

    @Test
    default void failureOfTheStoreIsThatOfAllRoomsAndNothingIsStored() throws Exception {
        Group group = new Group(persistence());
        RoomId other = group.newRoom();
        User author = group.newMember(other);
        List<Callable<Sent>> sends = List.of(group.send(author, "one", "One"), group.send(author, other, "two", "Two"));

        List<FutureTask<Sent>> failed = group.runTogether(sends, Fault.NONE, Fault.COMMIT_FAILS);

        assertThat(failed).allSatisfy(Group::assertMayBeTriedAgain);
        assertThat(group.texts()).containsExactly("First");
        assertThat(group.texts(other)).isEmpty();
        assertThat(sends.get(1).call().duplicate()).isFalse();
        assertThat(sends.get(0).call().duplicate()).isFalse();
        assertThat(group.texts(other)).containsExactly("Two");
    }

    @Test
    default void lostAnswerIsThatOfAllRoomsAndATryAgainFindsWhatIsStored() throws Exception {
        Group group = new Group(persistence());
        RoomId other = group.newRoom();
        User author = group.newMember(other);
        List<Callable<Sent>> sends = List.of(group.send(author, "one", "One"), group.send(author, other, "two", "Two"));

        List<FutureTask<Sent>> failed = group.runTogether(sends, Fault.NONE, Fault.ANSWER_LOST);

        assertThat(failed).allSatisfy(Group::assertMayBeTriedAgain);
        assertThat(sends.get(1).call().duplicate()).isTrue();
        assertThat(sends.get(0).call().duplicate()).isTrue();
        assertThat(group.texts()).containsExactly("First", "One");
        assertThat(group.texts(other)).containsExactly("Two");
    }
}
