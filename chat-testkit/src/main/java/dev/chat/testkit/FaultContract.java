package dev.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.Chat;
import dev.chat.core.delivery.Broadcaster;
import dev.chat.core.delivery.Delivery;
import dev.chat.core.delivery.LocalBroadcaster;
import dev.chat.core.delivery.Subscriber;
import dev.chat.core.delivery.Subscription;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.MessageText;
import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import dev.chat.core.room.Sent;
import dev.chat.core.store.StoreException;
import dev.chat.core.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** That nothing is lost, doubled or half done when the store fails, or a process dies, at a chosen point. */
public interface FaultContract extends StoreContract {
    /** {@return how many random histories to live through; each takes some hundred commits} */
    default int misfortunes() {
        return 10;
    }

    private Scene scene() throws Exception {
        return new Scene(new FaultyPersistence(persistence()), new LocalBroadcaster());
    }

    @Test
    default void sendThatCouldNotBeStoredIsStoredOnceWhenTriedAgain() throws Exception {
        for (Fault fault : List.of(Fault.UNREACHABLE, Fault.COMMIT_FAILS, Fault.ANSWER_LOST)) {
            Scene scene = scene();
            scene.faulty.befall(fault, fault, Fault.NONE);

            assertThatThrownBy(scene::send).isInstanceOf(StoreException.class);
            assertThatThrownBy(scene::send).isInstanceOf(StoreException.class);
            Sent sent = scene.send();

            assertThat(sent.duplicate()).isEqualTo(fault == Fault.ANSWER_LOST);
            assertThat(sent.message().position()).isEqualTo(scene.start.next());
            assertThat(scene.send()).isEqualTo(new Sent(sent.message(), true));
            assertThat(scene.listener.position())
                    .as("subscriber after %s", fault)
                    .isEqualTo(scene.start.next());
        }
    }

    @Test
    default void nothingIsPublishedThatIsRolledBack() throws Exception {
        Scene scene = scene();
        scene.faulty.befall(Fault.COMMIT_FAILS);

        assertThatThrownBy(scene::send).isInstanceOf(StoreException.class);
        scene.chat.hub().beat();

        assertThat(scene.listener.position()).isEqualTo(scene.start);
    }

    @Test
    default void heartbeatMakesKnownWhatAProcessThatDiedHadCommitted() throws Exception {
        Scene scene = scene();
        scene.faulty.befall(Fault.DIES_BEFORE_PUBLISHING);
        Sent sent = scene.send();
        assertThat(scene.listener.position()).isEqualTo(scene.start);

        scene.chat.hub().beat();

        assertThat(scene.listener.position()).isEqualTo(sent.message().position());
    }

    @Test
    default void nextChangeMakesKnownWhatAProcessThatDiedHadCommitted() throws Exception {
        Scene scene = scene();
        scene.faulty.befall(Fault.DIES_BEFORE_PUBLISHING);
        scene.send();

        Position next = scene.sendNext();

        assertThat(scene.listener.position()).isEqualTo(next);
        assertThat(scene.batches).hasSize(1);
    }

    @Test
    default void otherProcessesHearByTheirHeartbeatOfWhatNoBroadcasterTellsThem() throws Exception {
        Scene here = scene();
        Chat elsewhere = Chat.on(persistence()).heartbeat(Duration.ZERO).build();
        Position sent = elsewhere
                .messages()
                .send(here.user, here.room, "elsewhere", "Elsewhere")
                .message()
                .position();

        here.chat.hub().beat();

        assertThat(here.listener.position()).isEqualTo(sent);
    }

    @Test
    default void subscribersAreToldWhenWhatIsMissingCannotBeReadAndResumeFromTheirPosition() throws Exception {
        Scene scene = scene();
        scene.faulty.befall(Fault.DIES_BEFORE_PUBLISHING);
        scene.send();
        scene.faulty.failAfterReads(0);
        Position last = scene.sendNext();
        assertThat(scene.deliveries.getLast()).isEqualTo(new Delivery.Ended(scene.room, Delivery.Reason.INTERRUPTED));

        scene.faulty.mend();
        scene.subscribe(scene.listener.position());

        assertThat(scene.listener.position()).isEqualTo(last);
    }

    @Test
    default void whatIsPublishedWhileSomebodyIsCaughtUpIsNotMissed() throws Exception {
        for (boolean othersListen : List.of(false, true)) {
            Scene scene = scene();
            if (!othersListen) {
                scene.subscription.close();
            }
            RoomState late = new RoomState();
            scene.faulty.afterNextRead(scene::sendUnchecked);

            scene.chat.hub().subscribeDirectly(scene.user, scene.room, Position.START, null, Scene.appliedTo(late));

            Position next = scene.sendNext();
            assertThat(late.position()).isEqualTo(next);
            assertThat(scene.listener.position()).isEqualTo(othersListen ? next : scene.start);
        }
    }

    @Test
    default void whoComesLateToAGreatDealLoadsAfreshAndTheOthersGoOn() throws Exception {
        Scene scene = scene();
        List<Delivery> late = new ArrayList<>();
        scene.faulty.afterNextRead(scene::sendAGreatDeal);

        scene.chat.hub().subscribeDirectly(scene.user, scene.room, Position.START, null, late::add);

        assertThat(late.getLast()).isInstanceOf(Delivery.Afresh.class);
        assertThat(scene.deliveries).hasOnlyElementsOfTypes(Delivery.Started.class, Delivery.Changes.class);
        assertThat(scene.sendNext()).isEqualTo(scene.listener.position());
    }

    @Test
    default void roomWhoseChangesAreHardToReadHoldsUpNoOther() throws Exception {
        FaultyPersistence faulty = new FaultyPersistence(persistence());
        Chat chat = Chat.on(faulty).heartbeat(Duration.ZERO).build();
        Scene slow = new Scene(faulty, chat);
        Scene other = new Scene(faulty, chat);
        faulty.befall(Fault.DIES_BEFORE_PUBLISHING);
        slow.send();
        faulty.holdReads();
        Position last = slow.sendNext();
        faulty.awaitHeld();

        other.send();
        other.awaitPosition(other.start.next());
        assertThat(slow.listener.position()).isEqualTo(slow.start);

        faulty.release();
        slow.awaitPosition(last);
    }

    @Test
    default void everythingIsKnownInTheEndWhateverBefallsTheStoreAndTheBroadcaster() throws Exception {
        for (long seed = 0; seed < misfortunes(); seed++) {
            Random random = new Random(seed);
            FaultyPersistence faulty = new FaultyPersistence(persistence());
            FaultyBroadcaster broadcaster = new FaultyBroadcaster(seed);
            Chat chat = quiet(faulty, broadcaster);
            RandomHistory history = new RandomHistory(chat, seed);
            faulty.befall(() -> random.nextInt(4) > 0 ? Fault.NONE : Fault.any(random));
            List<RoomState> listeners = new ArrayList<>();
            for (int step = 0; step < 100; step++) {
                history.step();
                if (step % 10 == 0) {
                    listeners.add(new RoomState());
                    Scene.follow(chat, history, listeners.getLast());
                }
            }
            chat.hub().beat();

            ChangeBatch everything =
                    (ChangeBatch) chat.history().changesSince(history.watcher(), history.room(), Position.START, null);
            String now = RoomState.of(history.room(), everything).toString();
            assertThat(listeners)
                    .as("seed %d", seed)
                    .allSatisfy(listener -> assertThat(listener).hasToString(now));
        }
    }

    private static Chat quiet(FaultyPersistence faulty, Broadcaster broadcaster) {
        return Chat.on(faulty)
                .broadcaster(broadcaster)
                .dispatcher(Runnable::run)
                .heartbeat(Duration.ZERO)
                .build();
    }

    /** A room with somebody who speaks and somebody who listens. */
    final class Scene {
        private final FaultyPersistence faulty;
        private final Chat chat;
        private final UserId user;
        private final RoomId room;
        private final Position start;
        private final List<Delivery> deliveries = new ArrayList<>();
        private final List<ChangeBatch> batches = new ArrayList<>();
        private final RoomState listener = new RoomState();
        private Subscription subscription;

        Scene(FaultyPersistence faulty, Broadcaster broadcaster) throws Exception {
            this(faulty, quiet(faulty, broadcaster));
        }

        Scene(FaultyPersistence faulty, Chat chat) throws Exception {
            this.faulty = faulty;
            this.chat = chat;
            user = chat.users().create(Samples.uniqueName("User")).id();
            room = chat.rooms().create(user, Samples.uniqueName("Room")).id();
            start = chat.rooms().get(room).head();
            subscription = chat.hub().subscribeDirectly(user, room, Position.START, null, this::take);
            batches.clear();
        }

        Sent send() throws Exception {
            return chat.messages().send(user, room, "the-one", "The one");
        }

        void sendUnchecked() {
            try {
                send();
            } catch (Exception unexpected) {
                throw new AssertionError(unexpected);
            }
        }

        void sendAGreatDeal() {
            try {
                for (int number = 0; number < 30; number++) {
                    chat.messages().send(user, room, "much-" + number, "x".repeat(MessageText.MAX_CHARACTERS));
                }
            } catch (RejectedException unexpected) {
                throw new AssertionError(unexpected);
            }
        }

        Position sendNext() throws Exception {
            return chat.messages().send(user, room, "next", "Next").message().position();
        }

        void subscribe(Position after) throws Exception {
            subscription = chat.hub().subscribeDirectly(user, room, after, null, this::take);
        }

        static void follow(Chat chat, RandomHistory history, RoomState state) throws Exception {
            chat.hub().subscribeDirectly(history.watcher(), history.room(), state.position(), null, appliedTo(state));
        }

        static Subscriber appliedTo(RoomState state) {
            return delivery -> {
                if (delivery instanceof Delivery.Changes changes) {
                    assertThat(changes.batch().after()).isEqualTo(state.position());
                    state.apply(changes.batch());
                }
            };
        }

        private synchronized void take(Delivery delivery) {
            deliveries.add(delivery);
            if (delivery instanceof Delivery.Changes changes) {
                assertThat(changes.batch().after()).isEqualTo(listener.position());
                batches.add(changes.batch());
                listener.apply(changes.batch());
            }
            notifyAll();
        }

        synchronized void awaitPosition(Position position) throws InterruptedException {
            while (!listener.position().equals(position)) {
                wait();
            }
        }
    }
}
