package dev.chat.core.delivery;

import static dev.chat.core.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.Chat;
import dev.chat.core.error.ErrorCode;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.core.room.Change;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.Epoch;
import dev.chat.core.room.Message;
import dev.chat.core.room.MessageText;
import dev.chat.core.room.Position;
import dev.chat.core.room.Reset;
import dev.chat.core.room.RoomId;
import dev.chat.core.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class HubTest {
    private final Gate gate = new Gate();
    private final Chat chat = Chat.on(new InMemoryPersistence())
            .broadcaster(gate)
            .dispatcher(Runnable::run)
            .heartbeat(Duration.ZERO)
            .build();
    private final UserId owner = chat.users().create("Owner").id();
    private final UserId member = chat.users().create("Member").id();
    private final RoomId room = chat.rooms().create(owner, "Room").id();
    private final List<Delivery> deliveries = new ArrayList<>();
    private int sends;

    HubTest() throws Exception {
        chat.members().join(member, room);
    }

    private Position send() throws Exception {
        return chat.messages()
                .send(owner, room, "send-" + sends, "Text " + sends++)
                .message()
                .position();
    }

    private Subscription subscribe(UserId user, Position after) throws Exception {
        return chat.hub().subscribe(user, room, after, null, deliveries::add);
    }

    private Position head() throws Exception {
        return chat.rooms().get(room).head();
    }

    private List<ChangeBatch> batches() {
        return deliveries.stream()
                .filter(Delivery.Changes.class::isInstance)
                .map(delivery -> ((Delivery.Changes) delivery).batch())
                .toList();
    }

    /** Requires that the batches lead from one position to the other, each from where the one before it ended. */
    private void assertContiguous(Position from, Position to) {
        Position known = from;
        for (ChangeBatch batch : batches()) {
            assertThat(batch.after()).isEqualTo(known);
            known = batch.upTo();
        }
        assertThat(known).isEqualTo(to);
    }

    @Test
    void subscriberIsCaughtUpAndThenListens() throws Exception {
        Position known = head();
        send();
        Position head = send();

        Subscription subscription = subscribe(member, known);
        Position live = send();

        assertThat(deliveries.getFirst()).isEqualTo(new Delivery.Started(room, head));
        assertThat(batches()).hasSize(2);
        assertContiguous(known, live);
        assertThat(subscription.position()).isEqualTo(live);
        assertThat(subscription.room()).isEqualTo(room);
    }

    @Test
    void whoKnowsEverythingGetsNothingUntilSomethingHappens() throws Exception {
        Position head = head();
        subscribe(member, head);

        assertThat(deliveries).containsExactly(new Delivery.Started(room, head));
    }

    @Test
    void allSubscribersGetTheSameLiveBatch() throws Exception {
        subscribe(member, head());
        subscribe(owner, head());

        send();

        assertThat(batches()).hasSize(2);
        assertThat(batches().get(0)).isSameAs(batches().get(1));
    }

    @Test
    void lostChangesAreReadFromTheStoreWithTheNextOne() throws Exception {
        Position known = head();
        subscribe(member, known);
        gate.hold = change -> true;
        send();
        send();
        gate.held.clear();
        gate.release();

        Position last = send();

        assertContiguous(known, last);
    }

    @Test
    void repeatedSendMakesKnownWhatWasNeverPublished() throws Exception {
        Position known = head();
        subscribe(member, known);
        gate.hold = change -> true;
        Position unpublished = send();
        gate.held.clear();
        gate.release();
        assertThat(batches()).isEmpty();

        sends--;
        assertThat(send()).isEqualTo(unpublished);

        assertContiguous(known, unpublished);
    }

    @Test
    void beatMakesKnownWhatWasNeverPublished() throws Exception {
        Position known = head();
        subscribe(member, known);
        gate.hold = change -> true;
        send();
        Position unpublished = send();
        gate.held.clear();
        assertThat(batches()).isEmpty();

        chat.hub().beat();
        chat.hub().beat();

        assertContiguous(known, unpublished);
        assertThat(batches()).hasSize(1);
    }

    @Test
    void changePublishedAfterTheBeatThatMadeItKnownIsNotDeliveredAgain() throws Exception {
        Position known = head();
        subscribe(member, known);
        gate.hold = change -> true;
        send();
        Position last = send();
        chat.hub().beat();

        gate.release();
        Position next = send();

        assertContiguous(known, next);
        assertThat(batches()).extracting(ChangeBatch::upTo).containsExactly(last, next);
    }

    @Test
    void subscriberWhoReadsMoreThanTheOthersHeardLetsThemHear() throws Exception {
        Position known = head();
        subscribe(member, known);
        gate.hold = change -> true;
        Position unpublished = send();
        gate.held.clear();

        chat.hub().subscribe(owner, room, known, null, delivery -> {});

        assertContiguous(known, unpublished);
    }

    @Test
    void whoeverLiesAboutAPositionIsNotBelieved() throws Exception {
        Message sent = chat.history().message(owner, room, send());
        Position known = head();
        subscribe(member, known);
        Position lie = new Position(known.value() + 1_000);

        gate.publish(new Change.MessageChanged(
                new Message(room, lie, lie, sent.author(), sent.clientId(), sent.text(), sent.sentAt(), null, null)));
        assertThat(batches()).isEmpty();
        Position next = send();

        assertContiguous(known, next);
        assertThat(batches().getFirst().changes()).hasSize(1);
    }

    @Test
    void whatIsTooMuchToWaitForTheDispatcherIsReadFromTheStore() throws Exception {
        List<Runnable> tasks = new ArrayList<>();
        try (Chat slow = Chat.on(new InMemoryPersistence())
                .dispatcher(tasks::add)
                .heartbeat(Duration.ZERO)
                .build()) {
            UserId user = slow.users().create("User").id();
            RoomId busy = slow.rooms().create(user, "Busy").id();
            slow.hub().subscribe(user, busy, slow.rooms().get(busy).head(), null, deliveries::add);
            String text = "x".repeat(MessageText.MAX_CHARACTERS);
            for (int number = 0; number < 1_000; number++) {
                slow.messages().send(user, busy, "send-" + number, text);
            }
            assertThat(tasks).as("they wait for the dispatcher").hasSizeBetween(700, 900);
            run(tasks);

            slow.hub().beat();
            run(tasks);

            Reset reset = new Reset(
                    busy, slow.history().epoch(), slow.rooms().get(busy).head());
            assertThat(deliveries.getLast()).isEqualTo(new Delivery.Afresh(reset));
        }
    }

    private static void run(List<Runnable> tasks) {
        for (int next = 0; next < tasks.size(); next++) {
            tasks.get(next).run();
        }
        tasks.clear();
    }

    @Test
    void readThatCannotBeStartedIsTriedAgain() throws Exception {
        Fussy fussy = new Fussy();
        InMemoryPersistence store = new InMemoryPersistence();
        try (Chat here = Chat.on(store)
                        .dispatcher(fussy)
                        .heartbeat(Duration.ZERO)
                        .build();
                Chat elsewhere = Chat.on(store).heartbeat(Duration.ZERO).build()) {
            UserId user = here.users().create("User").id();
            RoomId shared = here.rooms().create(user, "Shared").id();
            here.hub().subscribe(user, shared, here.rooms().get(shared).head(), null, deliveries::add);
            elsewhere.messages().send(user, shared, "one", "One");
            fussy.refusesNested = true;
            here.hub().beat();
            assertThat(batches()).isEmpty();
            fussy.refusesNested = false;

            here.hub().beat();

            assertThat(batches()).hasSize(1);
        }
    }

    /** Runs everything at once, but may refuse what comes from what it runs. */
    private static final class Fussy implements Executor {
        private boolean refusesNested;
        private int depth;

        @Override
        public void execute(Runnable task) {
            if (refusesNested && depth > 0) {
                throw new RejectedExecutionException("not now");
            }
            depth++;
            task.run();
            depth--;
        }
    }

    @Test
    void roomThatWasDeletedElsewhereIsForgotten() throws Exception {
        InMemoryPersistence store = new InMemoryPersistence();
        try (Chat here = Chat.on(store)
                        .dispatcher(Runnable::run)
                        .heartbeat(Duration.ZERO)
                        .build();
                Chat elsewhere = Chat.on(store).heartbeat(Duration.ZERO).build()) {
            UserId user = here.users().create("User").id();
            RoomId shared = here.rooms().create(user, "Shared").id();
            here.hub().subscribe(user, shared, here.rooms().get(shared).head(), null, deliveries::add);
            assertThat(here.hub().rooms()).isEqualTo(1);
            elsewhere.rooms().delete(user, shared);

            here.hub().beat();

            assertThat(deliveries.getLast()).isEqualTo(new Delivery.Ended(shared, Delivery.Reason.DELETED));
            assertThat(here.hub().rooms()).isZero();
        }
    }

    @Test
    void swappedAndDoubledChangesArriveOnceAndInOrder() throws Exception {
        Position known = head();
        subscribe(member, known);
        gate.hold = change -> true;
        send();
        send();
        Position last = send();
        List<Change> inOrder = List.copyOf(gate.held);
        gate.held.addAll(0, inOrder.reversed());
        gate.release();

        assertContiguous(known, last);
    }

    @Test
    void subscriberAheadOfTheBroadcastIsNotTakenBack() throws Exception {
        Position known = head();
        subscribe(member, known);
        gate.hold = change -> true;
        Position unpublished = send();
        List<Delivery> late = new ArrayList<>();
        chat.hub().subscribe(owner, room, unpublished, null, late::add);

        gate.release();

        assertThat(late).containsExactly(new Delivery.Started(room, unpublished));
        assertContiguous(known, unpublished);
        send();
        assertThat(late).hasSize(2);
    }

    @Test
    void subscribingIsForMembers() throws Exception {
        UserId stranger = chat.users().create("Stranger").id();

        assertRejected(ErrorCode.NOT_A_MEMBER, () -> subscribe(stranger, Position.START));
        assertRejected(
                ErrorCode.ROOM_NOT_FOUND,
                () -> chat.hub()
                        .subscribe(owner, new RoomId(UUID.randomUUID()), Position.START, null, deliveries::add));
        assertThat(deliveries).isEmpty();
    }

    @Test
    void positionOfAnotherLogIsToldToLoadAfresh() throws Exception {
        Delivery afresh = new Delivery.Afresh(new Reset(room, chat.history().epoch(), head()));

        subscribe(member, head().next());
        chat.hub().subscribe(member, room, head(), new Epoch(UUID.randomUUID()), deliveries::add);
        send();

        assertThat(deliveries).containsExactly(afresh, afresh);
    }

    @Test
    void removedMemberSeesTheRemovalAndNothingAfter() throws Exception {
        Position known = head();
        subscribe(member, known);

        chat.members().remove(owner, room, member);
        send();

        assertContiguous(known, known.next());
        assertThat(deliveries.getLast()).isEqualTo(new Delivery.Ended(room, Delivery.Reason.LEFT));
    }

    @Test
    void removalThatIsPublishedLateEndsTheSubscriptionAllTheSame() throws Exception {
        Position known = head();
        subscribe(member, known);
        gate.hold = change -> change instanceof Change.MemberChanged;
        chat.members().remove(owner, room, member);

        send();

        assertContiguous(known, known.next());
        assertThat(batches())
                .allSatisfy(batch -> assertThat(batch.changes()).noneMatch(Change.MessageChanged.class::isInstance));
        assertThat(deliveries.getLast()).isEqualTo(new Delivery.Ended(room, Delivery.Reason.LEFT));
    }

    @Test
    void deletedRoomEndsAllSubscriptions() throws Exception {
        subscribe(member, head());

        chat.rooms().delete(owner, room);

        assertThat(deliveries.getLast()).isEqualTo(new Delivery.Ended(room, Delivery.Reason.DELETED));
    }

    @Test
    void closedSubscriptionHearsNothing() throws Exception {
        Subscription subscription = subscribe(member, head());

        subscription.close();
        subscription.close();
        send();

        assertThat(batches()).isEmpty();
    }

    @Test
    void subscriberMayCloseItselfWhileItIsHandedSomething() throws Exception {
        List<Subscription> own = new ArrayList<>();
        own.add(chat.hub().subscribe(member, room, head(), null, delivery -> {
            deliveries.add(delivery);
            own.forEach(Subscription::close);
        }));

        send();
        send();

        assertThat(batches()).hasSize(1);
    }

    @Test
    void subscriberThatThrowsHarmsNobody() throws Exception {
        Position known = head();
        chat.hub().subscribe(owner, room, known, null, delivery -> {
            throw new IllegalStateException("broken");
        });
        subscribe(member, known);

        send();
        Position last = send();

        assertContiguous(known, last);
    }

    @Test
    void roomsDoNotMix() throws Exception {
        subscribe(member, head());
        RoomId other = chat.rooms().create(owner, "Other").id();

        chat.messages().send(owner, other, "elsewhere", "Elsewhere");

        assertThat(batches()).isEmpty();
    }

    @Test
    void directoryTellsOfRoomsThatComeChangeAndGo() throws Exception {
        List<String> told = new ArrayList<>();
        chat.hub().listenToDirectory(state -> told.add(state.name() + (state.isDeleted() ? " deleted" : "")));

        RoomId other = chat.rooms().create(owner, "Other").id();
        chat.rooms().rename(owner, other, "Another");
        chat.members().join(member, other);
        chat.rooms().delete(owner, other);

        assertThat(told).containsExactly("Other", "Another", "Another deleted");
    }
}
