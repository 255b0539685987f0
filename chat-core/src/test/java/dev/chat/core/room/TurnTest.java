package dev.chat.core.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.store.StoreException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class TurnTest {
    private final Turn turn = new Turn();

    @Test
    void whoWaitsGoesOnAlsoWhenInterrupted() throws Exception {
        FutureTask<Boolean> waiting = new FutureTask<>(() -> {
            Thread.currentThread().interrupt();
            turn.await();
            return Thread.interrupted();
        });
        Thread.ofPlatform().start(waiting);

        turn.onTurn();

        assertThat(waiting.get()).isTrue();
    }

    @Test
    void whoIsGivenUpHearsWhy() {
        StoreException reason = new StoreException("Too long", new IllegalStateException(), true);

        turn.onGivenUp(reason);

        assertThatThrownBy(turn::await).isSameAs(reason);
    }
}
