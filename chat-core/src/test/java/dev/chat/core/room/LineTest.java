package dev.chat.core.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.room.Line.Ticket;
import dev.chat.core.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LineTest {
    private static class Recorded implements Ticket {
        final CompletableFuture<StoreException> givenUp = new CompletableFuture<>();
        int turns;

        @Override
        public void onTurn() {
            turns++;
        }

        @Override
        public void onGivenUp(StoreException reason) {
            givenUp.complete(reason);
        }
    }

    private static final class Another extends Recorded {}

    private final Line line = new Line(Duration.ofMinutes(1));

    @Test
    void firstHasTheTurnAtOnceAndHandsItOn() {
        Recorded first = enter(line, new Recorded());
        Recorded second = enter(line, new Recorded());
        assertThat(first.turns).isOne();
        assertThat(second.turns).isZero();

        line.end();

        assertThat(second.turns).isOne();
        line.end();
        assertThat(enter(line, new Recorded()).turns).isOne();
    }

    @Test
    void nobodyWaitsForEverAndWhoWasGivenUpHasNoTurnAnyMore() {
        Line impatient = new Line(Duration.ofMillis(1));
        enter(impatient, new Recorded());
        List<Recorded> late = List.of(enter(impatient, new Recorded()), enter(impatient, new Recorded()));

        assertThat(late)
                .allSatisfy(ticket ->
                        assertThat(ticket.givenUp.join().isRetrySafe()).isTrue());
        assertThat(impatient.takeAlong(Ticket.class, ticket -> true)).isEmpty();
        impatient.end();

        assertThat(late).allSatisfy(ticket -> assertThat(ticket.turns).isZero());
        assertThat(enter(impatient, new Recorded()).turns).isOne();
    }

    @Test
    void whoComesAfterOthersWereGivenUpIsGivenUpToo() {
        Line impatient = new Line(Duration.ofMillis(1));
        enter(impatient, new Recorded());
        enter(impatient, new Recorded()).givenUp.join();

        assertThat(enter(impatient, new Recorded()).givenUp.join()).isNotNull();
    }

    @Test
    void onlyThoseAreTakenAlongWhoAreWantedAndStandBeforeAllOthers() {
        enter(line, new Recorded());
        Another wanted = enter(line, new Another());
        Recorded other = enter(line, new Recorded());
        Another behind = enter(line, new Another());

        assertThat(line.takeAlong(Another.class, ticket -> true)).containsExactly(wanted);
        line.end();

        assertThat(other.turns).isOne();
        assertThat(line.takeAlong(Another.class, ticket -> false)).isEmpty();
        line.end();
        assertThat(behind.turns).isOne();
        assertThat(wanted.turns).isZero();
    }

    private static <T extends Ticket> T enter(Line line, T ticket) {
        line.enter(ticket);
        return ticket;
    }
}
