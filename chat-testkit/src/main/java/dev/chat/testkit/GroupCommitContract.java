package dev.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.room.Sent;
import dev.chat.core.user.User;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** That sends which wait together are stored together, and that one of them harms no other. */
public interface GroupCommitContract extends StoreContract {
    private Group group() throws Exception {
        return new Group(persistence());
    }

    @Test
    default void sendsThatWaitTogetherAreStoredTogetherInTheirOrder() throws Exception {
        Group group = group();
        List<Callable<Sent>> sends = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            sends.add(group.send(group.newMember(), "wait-" + number, "Text " + number));
        }

        List<FutureTask<Sent>> sent = group.runTogether(sends);

        for (int number = 0; number < sends.size(); number++) {
            assertThat(sent.get(number).get().message().position().value())
                    .isEqualTo(sent.getFirst().get().message().position().value() + number);
        }
        assertThat(group.unitsOfWork()).isEqualTo(2);
        assertThat(group.texts()).hasSize(21).doesNotHaveDuplicates();
    }

    @Test
    default void refusedSendFailsAlone() throws Exception {
        Group group = group();
        User author = group.newMember();
        User stranger = group.chat().users().create(Samples.uniqueName("Stranger"));
        group.chat().messages().send(author.id(), group.room(), "earlier", "Earlier");

        List<FutureTask<Sent>> sent = group.runTogether(List.of(
                group.send(author, "one", "One"),
                group.send(stranger, "two", "Two"),
                group.send(author, "one", "One"),
                group.send(author, "one", "Another text"),
                group.send(author, "earlier", "Earlier"),
                group.send(author, "earlier", "Another text"),
                group.send(author, "three", "Three")));

        assertThat(sent.get(0).get().duplicate()).isFalse();
        Group.assertRefused(ErrorCode.NOT_A_MEMBER, sent.get(1));
        assertThat(sent.get(2).get()).isEqualTo(new Sent(sent.get(0).get().message(), true));
        Group.assertRefused(ErrorCode.CLIENT_ID_CONFLICT, sent.get(3));
        assertThat(sent.get(4).get().duplicate()).isTrue();
        Group.assertRefused(ErrorCode.CLIENT_ID_CONFLICT, sent.get(5));
        assertThat(sent.get(6).get().duplicate()).isFalse();
        assertThat(group.unitsOfWork()).isEqualTo(2);
        assertThat(group.texts()).containsExactly("Earlier", "First", "One", "Three");
    }

    @Test
    default void otherWorkInTheRoomTakesItsTurnBetweenGroups() throws Exception {
        Group group = group();
        User author = group.newMember();
        User guest = group.newMember();
        Callable<Sent> leave = () -> {
            group.chat().members().leave(guest.id(), group.room());
            throw new IllegalStateException("left");
        };

        List<FutureTask<Sent>> done = group.runTogether(List.of(
                group.send(author, "one", "One"),
                group.send(guest, "two", "Two"),
                leave,
                group.send(guest, "three", "Three"),
                group.send(author, "four", "Four")));

        Group.assertRefused(ErrorCode.NOT_A_MEMBER, done.get(3));
        assertThat(group.unitsOfWork()).isEqualTo(4);
        assertThat(group.texts()).containsExactly("First", "One", "Two", "Four");
    }

    @Test
    default void failureOfTheStoreIsEverybodysAndNothingIsStored() throws Exception {
        Group group = group();
        User author = group.newMember();
        List<Callable<Sent>> sends = List.of(group.send(author, "one", "One"), group.send(author, "two", "Two"));

        List<FutureTask<Sent>> failed = group.runTogether(sends, Fault.NONE, Fault.COMMIT_FAILS);

        assertThat(failed).allSatisfy(Group::assertMayBeTriedAgain);
        assertThat(group.texts()).containsExactly("First");
        assertThat(sends.get(1).call().duplicate()).isFalse();
        assertThat(sends.get(0).call().duplicate()).isFalse();
        assertThat(group.texts()).containsExactly("First", "Two", "One");
    }

    @Test
    default void lostAnswerIsEverybodysAndATryAgainFindsWhatIsStored() throws Exception {
        Group group = group();
        User author = group.newMember();
        List<Callable<Sent>> sends = List.of(group.send(author, "one", "One"), group.send(author, "two", "Two"));

        List<FutureTask<Sent>> failed = group.runTogether(sends, Fault.NONE, Fault.ANSWER_LOST);

        assertThat(failed).allSatisfy(Group::assertMayBeTriedAgain);
        assertThat(sends.get(1).call().duplicate()).isTrue();
        assertThat(sends.get(0).call().duplicate()).isTrue();
        assertThat(group.texts()).containsExactly("First", "One", "Two");
    }

    @Test
    default void sendWithinAnOpenUnitOfWorkBelongsToIt() throws Exception {
        Group group = group();
        User author = group.newMember();

        assertThatThrownBy(() -> persistence().unitOfWork().write(() -> {
                    group.send(author, "one", "One").call();
                    throw new IllegalArgumentException("rolled back");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(group.texts()).isEmpty();
    }

    @Test
    default void sendThatIsNotWaitedForIsNoPartOfAnOpenUnitOfWork() throws Exception {
        Group group = group();
        User author = group.newMember();

        persistence()
                .unitOfWork()
                .write(() -> assertThatThrownBy(
                                () -> group.chat().messages().sendAsync(author.id(), group.room(), "one", "One"))
                        .isInstanceOf(IllegalStateException.class));

        assertThat(group.texts()).isEmpty();
    }
}
