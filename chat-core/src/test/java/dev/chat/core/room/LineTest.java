package dev.chat.core.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.room.Line.Ticket;
import dev.chat.core.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class LineTest {
    private static final class Another extends Ticket {}

    @Test
    void firstHasTheTurnAtOnceAndHandsItOn() {
        Line line = new Line(Duration.ofMinutes(1));
        assertThat(line.begin(new Ticket())).isTrue();
        line.end();

        assertThat(line.begin(new Ticket())).isTrue();
    }

    @Test
    void nobodyWaitsForEverAndWhoHasGivenUpIsNotCalled() {
        Line line = new Line(Duration.ofMillis(1));
        line.begin(new Ticket());

        assertThatThrownBy(() -> line.begin(new Ticket()))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        failure -> assertThat(failure.isRetrySafe()).isTrue());
        assertThat(line.takeAlong(Ticket.class, ticket -> true)).isEmpty();
        line.end();

        assertThat(line.begin(new Ticket())).isTrue();
    }

    @Test
    void whoIsTakenAlongWaitsForTheOutcomeAlsoWhenInterrupted() throws Exception {
        Line line = new Line(Duration.ofMinutes(1));
        line.begin(new Ticket());
        Ticket second = new Ticket();
        FutureTask<Boolean> waiting = new FutureTask<>(() -> line.begin(second));
        Thread thread = Thread.ofPlatform().start(waiting);
        List<Ticket> taken = takeAlong(line, 1);
        thread.interrupt();

        taken.forEach(Ticket::done);

        assertThat(taken).containsExactly(second);
        assertThat(waiting.get()).isFalse();
    }

    @Test
    void onlyThoseAreTakenAlongWhoAreWantedAndStandBeforeAllOthers() throws Exception {
        Line line = new Line(Duration.ofMinutes(1));
        line.begin(new Ticket());
        Another wanted = new Another();
        FutureTask<Boolean> first = new FutureTask<>(() -> line.begin(wanted));
        Thread.ofPlatform().start(first);
        assertThat(takeAlong(line, 1)).containsExactly(wanted);
        FutureTask<Boolean> second = new FutureTask<>(() -> line.begin(new Ticket()));
        Thread.ofPlatform().start(second);

        while (!second.isDone()) {
            assertThat(line.takeAlong(Another.class, ticket -> true)).isEmpty();
            line.end();
        }

        wanted.done();
        assertThat(first.get()).isFalse();
        assertThat(second.get()).isTrue();
    }

    private static List<Ticket> takeAlong(Line line, int count) {
        List<Ticket> taken = new ArrayList<>();
        while (taken.size() < count) {
            taken.addAll(line.takeAlong(Ticket.class, ticket -> true));
        }
        return taken;
    }
}
