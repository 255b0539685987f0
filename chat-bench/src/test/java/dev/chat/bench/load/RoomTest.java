package dev.chat.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.bench.contest.BenchException;
import org.junit.jupiter.api.Test;

/** What a room finds out about what its members are told: two members, of whom both send. */
class RoomTest {
    private static final int WINDOW = 4;

    private final Tally tally = new Tally();
    private final Room room = new Room(0, new int[] {10, 11}, 2, WINDOW);

    @Test
    void aMessageIsDoneWhenEverybodyHasIt() throws Exception {
        int sequence = room.send(0, 1_000_000);

        assertThat(room.receive(0, 0, sequence, 3_000_000, tally)).isFalse();
        assertThat(room.onTheirWay()).isEqualTo(1);
        assertThat(room.receive(1, 0, sequence, 6_000_000, tally)).isTrue();
        assertThat(room.onTheirWay()).isZero();
        assertThat(tally.deliveries()).isEqualTo(2);
        assertThat(tally.receiptMillis(50)).isEqualTo(2);
        assertThat(tally.lastReceiptMillis(50)).isBetween(5.0, 5.01);
    }

    @Test
    void sendersMayBeToldOfInAnyOrder() throws Exception {
        room.send(0, 0);
        room.send(1, 0);

        room.receive(0, 1, 0, 0, tally);
        room.receive(0, 0, 0, 0, tally);

        assertThat(tally.deliveries()).isEqualTo(2);
    }

    @Test
    void aLossIsFoundOut() throws Exception {
        room.send(0, 0);
        room.send(0, 0);

        assertThatThrownBy(() -> room.receive(0, 0, 1, 0, tally))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("got message 1 of sender 0, where 0 comes next: some are missing");
    }

    @Test
    void aDoubleIsFoundOut() throws Exception {
        room.send(0, 0);
        room.receive(0, 0, 0, 0, tally);

        assertThatThrownBy(() -> room.receive(0, 0, 0, 0, tally))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("it came twice");
    }

    @Test
    void aSwapIsFoundOut() throws Exception {
        room.send(0, 0);
        room.send(0, 0);
        room.send(0, 0);
        room.receive(1, 0, 0, 0, tally);

        assertThatThrownBy(() -> room.receive(1, 0, 2, 0, tally)).isInstanceOf(BenchException.class);
    }

    @Test
    void aMessageThatNobodyHasSentIsFoundOut() {
        assertThatThrownBy(() -> room.receive(0, 7, 0, 0, tally)).isInstanceOf(BenchException.class);
        assertThatThrownBy(() -> room.acknowledge(0, 0, 0, tally)).isInstanceOf(BenchException.class);
    }

    @Test
    void whoCannotKeepUpIsFoundOut() throws Exception {
        for (int message = 0; message < WINDOW; message++) {
            room.send(0, 0);
        }

        assertThatThrownBy(() -> room.send(0, 0))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("cannot keep up");
    }
}
