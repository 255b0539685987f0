package dev.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.Chat;
import dev.chat.core.room.CatchUp;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.Epoch;
import dev.chat.core.room.Position;
import dev.chat.core.room.Reset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * That whoever knows a position can always get to now: the state at N and the changes since N make the state of now.
 */
public interface CatchUpContract extends StoreContract {
    /** {@return how many random histories to try; each takes 20 to 80 commits} */
    default int histories() {
        return 100;
    }

    /** {@return a chat on the store of this test; it is not closed, since the store is shared} */
    private Chat newChat() {
        return Chat.on(persistence()).heartbeat(Duration.ZERO).build();
    }

    private static ChangeBatch since(Chat chat, RandomHistory history, Position after) throws Exception {
        return (ChangeBatch) chat.history().changesSince(history.watcher(), history.room(), after, null);
    }

    @Test
    default void stateAndChangesSinceMakeTheStateOfNow() throws Exception {
        Chat chat = newChat();
        for (long seed = 0; seed < histories(); seed++) {
            Random random = new Random(seed);
            RandomHistory history = new RandomHistory(chat, seed);
            List<RoomState> snapshots = new ArrayList<>();
            RoomState follower = new RoomState();
            for (int step = 20 + random.nextInt(60); step > 0; step--) {
                history.step();
                if (random.nextInt(10) == 0) {
                    snapshots.add(RoomState.of(history.room(), since(chat, history, Position.START)));
                }
                if (random.nextInt(7) == 0) {
                    follower.apply(since(chat, history, follower.position()));
                }
                if (random.nextInt(1_000) == 0) {
                    restart();
                    chat = newChat();
                    history.goOnIn(chat);
                }
            }
            assertAllCatchUp(chat, history, snapshots, follower, seed);
        }
    }

    private static void assertAllCatchUp(
            Chat chat, RandomHistory history, List<RoomState> snapshots, RoomState follower, long seed)
            throws Exception {
        String now = RoomState.of(history.room(), since(chat, history, Position.START))
                .toString();
        List<RoomState> all = new ArrayList<>(snapshots);
        all.add(follower);
        for (RoomState state : all) {
            Position known = state.position();
            ChangeBatch batch = since(chat, history, known);
            state.apply(batch);
            assertThat(state.toString()).as("seed %d from %s", seed, known).isEqualTo(now);
            state.apply(batch);
            assertThat(state.toString()).as("applied twice").isEqualTo(now);
        }
    }

    @Test
    default void positionsWithoutGapsWhateverHappens() throws Exception {
        Chat chat = newChat();
        RandomHistory history = new RandomHistory(chat, 4711);
        Position known = chat.rooms().get(history.room()).head();
        for (int step = 0; step < 100; step++) {
            history.step();
            for (var change : since(chat, history, known).changes()) {
                // Asked after each step, nothing has changed twice, but for the heir of an owner who left.
                assertThat(change.position().value()).isBetween(known.value() + 1, known.value() + 2);
                known = change.position();
            }
            assertThat(chat.rooms().get(history.room()).head()).isEqualTo(known);
        }
    }

    @Test
    default void positionOfAnotherLogIsReset() throws Exception {
        Chat chat = newChat();
        RandomHistory history = new RandomHistory(chat, 1);
        Position head = chat.rooms().get(history.room()).head();
        Reset reset = new Reset(history.room(), chat.history().epoch(), head);

        assertThat(catchUp(chat, history, head.next(), null)).isEqualTo(reset);
        assertThat(catchUp(chat, history, head, new Epoch(UUID.randomUUID()))).isEqualTo(reset);
        assertThat(catchUp(chat, history, head, chat.history().epoch()))
                .isEqualTo(new ChangeBatch(history.room(), head, head, List.of()));
    }

    private static CatchUp catchUp(Chat chat, RandomHistory history, Position after, @Nullable Epoch epoch)
            throws Exception {
        return chat.history().changesSince(history.watcher(), history.room(), after, epoch);
    }
}
