package dev.chat.core.delivery;

import static dev.chat.core.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.Chat;
import dev.chat.core.error.ErrorCode;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.Epoch;
import dev.chat.core.room.MessageText;
import dev.chat.core.room.Position;
import dev.chat.core.room.Reset;
import dev.chat.core.room.RoomId;
import dev.chat.core.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HubTest extends HubFixture {
    HubTest() throws Exception {}

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
    void changesThatWaitForTheDispatcherArriveAsOneBatchAndOneThatComesAloneAlone() throws Exception {
        List<Runnable> tasks = new ArrayList<>();
        try (Chat busy = Chat.on(new InMemoryPersistence())
                .dispatcher(tasks::add)
                .heartbeat(Duration.ZERO)
                .build()) {
            UserId user = busy.users().create("User").id();
            RoomId hall = busy.rooms().create(user, "Hall").id();
            Position known = busy.rooms().get(hall).head();
            busy.hub().subscribeDirectly(user, hall, known, null, deliveries::add);
            tasks.clear();

            busy.messages().send(user, hall, "one", "One");
            tasks.removeFirst().run();
            busy.messages().send(user, hall, "two", "Two");
            busy.messages().send(user, hall, "three", "Three");
            busy.messages().send(user, hall, "four", "Four");
            tasks.removeFirst().run();

            assertThat(tasks).isEmpty();
            assertThat(batches()).extracting(batch -> batch.changes().size()).containsExactly(1, 3);
            assertContiguous(known, busy.rooms().get(hall).head());
        }
    }

    @Test
    void whatIsTooLargeToBeJoinedArrivesInPartsAndOtherRoomsComeBetween() throws Exception {
        List<Runnable> tasks = new ArrayList<>();
        try (Chat busy = Chat.on(new InMemoryPersistence())
                .dispatcher(tasks::add)
                .heartbeat(Duration.ZERO)
                .build()) {
            UserId user = busy.users().create("User").id();
            RoomId hall = busy.rooms().create(user, "Hall").id();
            RoomId other = busy.rooms().create(user, "Other").id();
            busy.hub().subscribeDirectly(user, hall, busy.rooms().get(hall).head(), null, deliveries::add);
            busy.hub().subscribeDirectly(user, other, busy.rooms().get(other).head(), null, deliveries::add);
            tasks.clear();
            for (int number = 0; number < 3; number++) {
                busy.messages().send(user, hall, "large-" + number, "x".repeat(MessageText.MAX_CHARACTERS));
            }
            busy.messages().send(user, other, "small", "Small");

            while (!tasks.isEmpty()) {
                tasks.removeFirst().run();
            }

            assertThat(batches()).extracting(ChangeBatch::room).containsExactly(hall, other, hall, hall);
        }
    }

    @Test
    void subscribingIsForMembers() throws Exception {
        UserId stranger = chat.users().create("Stranger").id();

        assertRejected(ErrorCode.NOT_A_MEMBER, () -> subscribe(stranger, Position.START));
        assertRejected(
                ErrorCode.ROOM_NOT_FOUND,
                () -> chat.hub()
                        .subscribeDirectly(
                                owner, new RoomId(UUID.randomUUID()), Position.START, null, deliveries::add));
        assertThat(deliveries).isEmpty();
    }

    @Test
    void positionOfAnotherLogIsToldToLoadAfresh() throws Exception {
        Delivery afresh = new Delivery.Afresh(new Reset(room, chat.history().epoch(), head()));

        subscribe(member, head().next());
        chat.hub().subscribeDirectly(member, room, head(), new Epoch(UUID.randomUUID()), deliveries::add);
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
        own.add(chat.hub().subscribeDirectly(member, room, head(), null, delivery -> {
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
        chat.hub().subscribeDirectly(owner, room, known, null, delivery -> {
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
