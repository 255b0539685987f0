package dev.chat.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.Chat;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.core.room.Change;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.Message;
import dev.chat.core.room.MessageText;
import dev.chat.core.room.Position;
import dev.chat.core.room.Reset;
import dev.chat.core.room.RoomId;
import dev.chat.core.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** What nobody tells the hub of, or too late, twice, or in another order. */
class HubGapTest extends HubFixture {
    HubGapTest() throws Exception {}

    @Test
    void lostChangesAreReadFromTheStoreWithTheNextOne() throws Exception {
        Position known = subscribeHolding();
        send();
        send();
        gate.held.clear();
        gate.release();

        Position last = send();

        assertContiguous(known, last);
    }

    @Test
    void repeatedSendMakesKnownWhatWasNeverPublished() throws Exception {
        Position known = subscribeHolding();
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
        Position known = subscribeHolding();
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
        Position known = subscribeHolding();
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
        Position known = subscribeHolding();
        Position unpublished = send();
        gate.held.clear();

        chat.hub().subscribeDirectly(owner, room, known, null, delivery -> {});

        assertContiguous(known, unpublished);
    }

    @Test
    void whoeverLiesAboutAPositionIsNotBelieved() throws Exception {
        Message sent = chat.history().message(owner, room, send());
        Position known = head();
        subscribe(member, known);
        Position lie = new Position(known.value() + 1_000);

        gate.publish(new Change.MessageChanged(new Message(
                room, lie, lie, sent.author(), sent.clientId(), sent.text(), sent.sentAt(), null, null, null)));
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
            slow.hub().subscribeDirectly(user, busy, slow.rooms().get(busy).head(), null, deliveries::add);
            String text = "x".repeat(MessageText.MAX_CHARACTERS);
            for (int number = 0; number < 1_000; number++) {
                slow.messages().send(user, busy, "send-" + number, text);
            }
            run(tasks);
            assertThat(batches()).as("they waited for the dispatcher").hasSizeBetween(700, 900);

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
            here.hub().subscribeDirectly(user, shared, here.rooms().get(shared).head(), null, deliveries::add);
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
            here.hub().subscribeDirectly(user, shared, here.rooms().get(shared).head(), null, deliveries::add);
            assertThat(here.hub().rooms()).isEqualTo(1);
            elsewhere.rooms().delete(user, shared);

            here.hub().beat();

            assertThat(deliveries.getLast()).isEqualTo(new Delivery.Ended(shared, Delivery.Reason.DELETED));
            assertThat(here.hub().rooms()).isZero();
        }
    }

    @Test
    void swappedAndDoubledChangesArriveOnceAndInOrder() throws Exception {
        Position known = subscribeHolding();
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
        Position known = subscribeHolding();
        Position unpublished = send();
        List<Delivery> late = new ArrayList<>();
        chat.hub().subscribeDirectly(owner, room, unpublished, null, late::add);

        gate.release();

        assertThat(late).containsExactly(new Delivery.Started(room, unpublished));
        assertContiguous(known, unpublished);
        send();
        assertThat(late).hasSize(2);
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

    /** Subscribes the member to what happens from now on, all of which the gate holds back; tells from where. */
    private Position subscribeHolding() throws Exception {
        Position known = head();
        subscribe(member, known);
        gate.hold = change -> true;
        return known;
    }
}
