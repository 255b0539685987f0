package dev.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.Chat;
import dev.chat.core.delivery.Delivery;
import dev.chat.core.delivery.Subscription;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** That subscribers know everything in the end, whatever the broadcaster does to changes on their way. */
public interface DeliveryContract extends StoreContract {
    /** {@return how many random histories to listen to; each takes some hundred commits} */
    default int listenings() {
        return 5;
    }

    @Test
    default void subscribersKnowEverythingWhateverTheBroadcasterDoes() throws Exception {
        for (long seed = 0; seed < listenings(); seed++) {
            FaultyBroadcaster broadcaster = new FaultyBroadcaster(seed);
            Chat chat = Chat.on(persistence())
                    .broadcaster(broadcaster)
                    .dispatcher(Runnable::run)
                    .heartbeat(Duration.ZERO)
                    .build();
            RandomHistory history = new RandomHistory(chat, seed);
            List<RoomState> subscribers = listenAtRandom(chat, history, new Random(seed));

            broadcaster.heal();
            chat.messages().send(history.watcher(), history.room(), "the-last", "The last word");

            String now = now(chat, history).toString();
            for (RoomState subscriber : subscribers) {
                assertThat(subscriber.toString()).as("seed %d", seed).isEqualTo(now);
            }
        }
    }

    private static List<RoomState> listenAtRandom(Chat chat, RandomHistory history, Random random) throws Exception {
        List<RoomState> subscribers = new ArrayList<>();
        List<Subscription> subscriptions = new ArrayList<>();
        for (int step = 0; step < 120; step++) {
            history.step();
            if (step % 10 == 0) {
                RoomState state = random.nextBoolean() ? new RoomState() : now(chat, history);
                subscribers.add(state);
                subscriptions.add(subscribe(chat, history, state));
            }
            if (random.nextInt(10) == 0) {
                int any = random.nextInt(subscriptions.size());
                subscriptions.get(any).close();
                subscriptions.set(any, subscribe(chat, history, subscribers.get(any)));
            }
        }
        return subscribers;
    }

    private static Subscription subscribe(Chat chat, RandomHistory history, RoomState state) throws Exception {
        return chat.hub().subscribeDirectly(history.watcher(), history.room(), state.position(), null, delivery -> {
            if (delivery instanceof Delivery.Changes changes) {
                assertThat(changes.batch().after()).isEqualTo(state.position());
                state.apply(changes.batch());
            }
        });
    }

    private static RoomState now(Chat chat, RandomHistory history) throws Exception {
        ChangeBatch everything =
                (ChangeBatch) chat.history().changesSince(history.watcher(), history.room(), Position.START, null);
        return RoomState.of(history.room(), everything);
    }

    @Test
    default void whoComesAndGoesWhileOthersSendMissesNothing() throws Exception {
        Chat chat = Chat.on(persistence()).heartbeat(Duration.ZERO).build();
        RandomHistory history = new RandomHistory(chat, 0);
        AtomicInteger senders = new AtomicInteger(3);
        List<Callable<RoomState>> calls = new ArrayList<>();
        for (int sender = senders.get(); sender > 0; sender--) {
            String name = "sender-" + sender + "-";
            calls.add(() -> {
                for (int number = 0; number < 40; number++) {
                    chat.messages().send(history.watcher(), history.room(), name + number, "Text " + number);
                }
                senders.decrementAndGet();
                return now(chat, history);
            });
        }
        for (int listener = 0; listener < 3; listener++) {
            calls.add(() -> new ComingAndGoing(chat, history).until(() -> senders.get() == 0));
        }

        List<RoomState> states = Concurrently.call(calls);

        String now = now(chat, history).toString();
        assertThat(states.subList(3, 6)).allSatisfy(state -> assertThat(state).hasToString(now));
    }

    /** Somebody who subscribes again and again, each time from where it was. */
    final class ComingAndGoing {
        private final Chat chat;
        private final RandomHistory history;
        private final RoomState state = new RoomState();
        private final List<AssertionError> gaps = new ArrayList<>();
        private int subscription;

        ComingAndGoing(Chat chat, RandomHistory history) {
            this.chat = chat;
            this.history = history;
        }

        RoomState until(BooleanSupplier end) throws Exception {
            while (!end.getAsBoolean()) {
                subscribe().close();
            }
            try (Subscription last = subscribe()) {
                assertThat(position()).isEqualTo(chat.rooms().get(last.room()).head());
            }
            assertThat(gaps).isEmpty();
            return state;
        }

        private Subscription subscribe() throws Exception {
            int mine = begin();
            return chat.hub()
                    .subscribe(history.watcher(), history.room(), position(), null, delivery -> take(mine, delivery));
        }

        /** What is still under way to an earlier subscription does not count. */
        private synchronized int begin() {
            return ++subscription;
        }

        private synchronized Position position() {
            return state.position();
        }

        private synchronized void take(int from, Delivery delivery) {
            if (from == subscription && delivery instanceof Delivery.Changes changes) {
                try {
                    state.apply(changes.batch());
                } catch (AssertionError gap) {
                    gaps.add(gap);
                }
            }
        }
    }
}
