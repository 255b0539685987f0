package dev.chat.core.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangeBatchTest {
    private static final RoomId ROOM = new RoomId(UUID.randomUUID());

    private static Change at(long position) {
        Position at = new Position(position);
        return new Change.RoomChanged(new Room(ROOM, new RoomName("Room"), at, at, 0, Instant.EPOCH, null));
    }

    private static ChangeBatch batch(long after, long upTo, Change... changes) {
        return new ChangeBatch(ROOM, new Position(after), new Position(upTo), List.of(changes));
    }

    @Test
    void ofOneChangeTakesFromTheOneBefore() {
        assertThat(ChangeBatch.of(at(7))).isEqualTo(batch(6, 7, at(7)));
    }

    @Test
    void ofChangesThatFollowEachOtherTakesFromTheOneBefore() {
        assertThat(ChangeBatch.of(List.of(at(7), at(8), at(9)))).isEqualTo(batch(6, 9, at(7), at(8), at(9)));
        assertThatThrownBy(() -> ChangeBatch.of(List.of(at(7), at(9)))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void positionsMaySkip() {
        assertThat(batch(2, 9, at(4), at(7)).changes()).hasSize(2);
    }

    @Test
    void orderAndBoundsAreRequired() {
        assertThatThrownBy(() -> batch(2, 9, at(7), at(4))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> batch(2, 9, at(4), at(4))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> batch(4, 9, at(4))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> batch(2, 6, at(7))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> batch(3, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sinceAKnownPositionHoldsWhatIsLeft() {
        ChangeBatch batch = batch(2, 9, at(4), at(7));

        assertThat(batch.since(new Position(1))).isSameAs(batch);
        assertThat(batch.since(new Position(2))).isSameAs(batch);
        assertThat(batch.since(new Position(5))).isEqualTo(batch(5, 9, at(7)));
        assertThat(batch.since(new Position(8))).isEqualTo(batch(8, 9));
        assertThat(batch.since(new Position(9)).isEmpty()).isTrue();
        assertThat(batch.since(new Position(12)).isEmpty()).isTrue();
    }
}
