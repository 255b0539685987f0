package dev.chat.core.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.room.RoomTurns.Ticket;
import dev.chat.core.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class RoomTurnsTest {
    private static final RoomId ROOM = new RoomId(UUID.randomUUID());

    @Test
    void firstInARoomHasTheTurnAtOnceAndHandsItOn() {
        RoomTurns turns = new RoomTurns(Duration.ofMinutes(1));
        assertThat(turns.begin(ROOM, new Ticket())).isTrue();
        assertThat(turns.begin(new RoomId(UUID.randomUUID()), new Ticket())).isTrue();
        turns.end(ROOM);

        assertThat(turns.begin(ROOM, new Ticket())).isTrue();
    }

    @Test
    void nobodyWaitsForEverAndWhoHasGivenUpIsNotCalled() {
        RoomTurns turns = new RoomTurns(Duration.ofMillis(1));
        turns.begin(ROOM, new Ticket());

        assertThatThrownBy(() -> turns.begin(ROOM, new Ticket()))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        failure -> assertThat(failure.isRetrySafe()).isTrue());
        assertThat(turns.takeAlong(ROOM, Ticket.class, ticket -> true)).isEmpty();
        turns.end(ROOM);

        assertThat(turns.begin(ROOM, new Ticket())).isTrue();
    }

    @Test
    void whoIsTakenAlongWaitsForTheOutcomeAlsoWhenInterrupted() throws Exception {
        RoomTurns turns = new RoomTurns(Duration.ofMinutes(1));
        turns.begin(ROOM, new Ticket());
        Ticket second = new Ticket();
        FutureTask<Boolean> waiting = new FutureTask<>(() -> turns.begin(ROOM, second));
        Thread thread = Thread.ofPlatform().start(waiting);
        List<Ticket> taken = List.of();
        while (taken.isEmpty()) {
            taken = turns.takeAlong(ROOM, Ticket.class, ticket -> true);
        }
        thread.interrupt();

        taken.forEach(Ticket::done);

        assertThat(taken).containsExactly(second);
        assertThat(waiting.get()).isFalse();
    }
}
