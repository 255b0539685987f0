package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutgoingQueueTest {
    private static final RoomId ROOM = new RoomId(new UUID(1, 1));
    private static final RoomId OTHER = new RoomId(new UUID(2, 2));

    private final OutgoingQueue queue = new OutgoingQueue(1000);

    @Test
    void changesThatFollowEachOtherLeaveAsOneFrame() {
        assertThat(queue.add(Examples.batch(ROOM, 4))).isTrue();
        assertThat(queue.add(Examples.batch(OTHER, 9))).isTrue();
        assertThat(queue.add(Examples.batch(ROOM, 5))).isTrue();
        JsonNode joined = frame(queue.poll());
        assertThat(joined.get("after").longValue()).isEqualTo(3);
        assertThat(joined.get("upTo").longValue()).isEqualTo(5);
        assertThat(joined.get("changes")).hasSize(2);
        Documentation.checkFrame("server", joined);
        assertThat(frame(queue.poll()).get("room").textValue()).isEqualTo(OTHER.toString());
        assertThat(queue.poll()).isNull();
    }

    @Test
    void emptyBatchesAreJoinedWithoutAStrayComma() {
        queue.add(EncodedBatch.of(new ChangeBatch(ROOM, new Position(1), new Position(3), List.of())));
        queue.add(Examples.batch(ROOM, 4));
        queue.add(EncodedBatch.of(new ChangeBatch(ROOM, new Position(4), new Position(6), List.of())));
        JsonNode joined = frame(queue.poll());
        assertThat(joined.get("upTo").longValue()).isEqualTo(6);
        assertThat(joined.get("changes")).hasSize(1);
    }

    @Test
    void changesAreNotJoinedOverAGapOrAMessageAboutTheRoom() {
        queue.add(Examples.batch(ROOM, 4));
        queue.add(Examples.batch(ROOM, 6));
        queue.add(ROOM, "{}".getBytes(StandardCharsets.UTF_8));
        queue.add(Examples.batch(ROOM, 7));
        assertThat(frame(queue.poll()).get("upTo").longValue()).isEqualTo(4);
        assertThat(frame(queue.poll()).get("upTo").longValue()).isEqualTo(6);
        assertThat(queue.poll()).isInstanceOf(Outgoing.Ready.class);
        assertThat(frame(queue.poll()).get("upTo").longValue()).isEqualTo(7);
    }

    @Test
    void changesAreNotJoinedToThoseUnderWay() {
        queue.add(Examples.batch(ROOM, 4));
        Outgoing underWay = queue.poll();
        queue.add(Examples.batch(ROOM, 5));
        assertThat(frame(underWay).get("upTo").longValue()).isEqualTo(4);
        assertThat(frame(queue.poll()).get("after").longValue()).isEqualTo(4);
    }

    @Test
    void moreThanTheBudgetIsRefusedUntilSomethingIsSent() {
        assertThat(queue.add(new byte[600])).isTrue();
        assertThat(queue.add(new byte[401])).isFalse();
        assertThat(queue.add(new byte[400])).isTrue();
        assertThat(queue.poll()).isNotNull();
        assertThat(queue.add(new byte[1])).as("what is under way counts").isFalse();
        assertThat(queue.poll()).isNotNull();
        assertThat(queue.add(new byte[600])).isTrue();
    }

    @Test
    void joiningCountsAgainstTheBudgetToo() {
        long position = 4;
        while (queue.add(Examples.batch(ROOM, position))) {
            position++;
            assertThat(position).isLessThan(100);
        }
        assertThat(frame(queue.poll()).get("upTo").longValue()).isEqualTo(position - 1);
        assertThat(queue.poll()).isNull();
    }

    @Test
    void whatIsOfTheMomentIsTakenWhileLessThanHalfOfTheBudgetWaits() {
        assertThat(queue.add(new byte[499])).isTrue();
        assertThat(queue.addOfTheMoment(new byte[1])).isTrue();
        assertThat(queue.addOfTheMoment(new byte[1])).isFalse();
        assertThat(queue.poll()).isInstanceOf(Outgoing.Ready.class);
        assertThat(queue.addOfTheMoment(new byte[1]))
                .as("what is under way counts")
                .isFalse();
        assertThat(queue.poll()).isInstanceOf(Outgoing.OfTheMoment.class);
        assertThat(queue.addOfTheMoment(new byte[1000])).isFalse();
        assertThat(queue.waitingBytes()).isEqualTo(1);
    }

    @Test
    void whatIsOfTheMomentMakesWayForAllElse() {
        queue.add(new byte[] {1});
        queue.addOfTheMoment(new byte[100]);
        queue.add(Examples.batch(ROOM, 4));
        queue.addOfTheMoment(new byte[100]);
        int rest = 1000 - queue.waitingBytes();
        assertThat(queue.add(new byte[rest + 200])).isTrue();
        assertThat(queue.waitingBytes()).isEqualTo(1000);
        assertThat(queue.add(new byte[1])).isFalse();
        assertThat(queue.poll().size()).isEqualTo(1);
        assertThat(frame(queue.poll()).get("upTo").longValue()).isEqualTo(4);
        assertThat(queue.poll().size()).isEqualTo(rest + 200);
        assertThat(queue.poll()).isNull();
        assertThat(queue.waitingBytes()).isZero();
    }

    @Test
    void whatIsOfTheMomentMakesWayForChangesThatJoin() {
        queue.add(Examples.batch(ROOM, 4));
        queue.addOfTheMoment(new byte[400]);
        int size = Examples.batch(ROOM, 5).changes().length + 1;
        int position = 5;
        while (queue.waitingBytes() + size <= 1000) {
            assertThat(queue.add(Examples.batch(ROOM, position))).isTrue();
            position++;
        }
        assertThat(queue.add(Examples.batch(ROOM, position))).isTrue();
        assertThat(frame(queue.poll()).get("upTo").longValue()).isEqualTo(position);
        assertThat(queue.poll()).isNull();
    }

    @Test
    void changesJoinThoseAheadOfWhatIsOfTheMoment() {
        queue.add(Examples.batch(ROOM, 4));
        queue.addOfTheMoment(new byte[1]);
        queue.add(Examples.batch(ROOM, 5));
        assertThat(frame(queue.poll()).get("upTo").longValue()).isEqualTo(5);
        assertThat(queue.poll()).isInstanceOf(Outgoing.OfTheMoment.class);
        assertThat(queue.poll()).isNull();
    }

    @Test
    void thereIsAlwaysRoomForLastWords() {
        queue.add(new byte[1000]);
        queue.end(1001, "over", new byte[50]);
        queue.end(4401, "again", new byte[50]);
        assertThat(queue.addOfTheMoment(new byte[1])).isFalse();
        assertThat(queue.poll().size()).isEqualTo(1000);
        assertThat(queue.poll().size()).isEqualTo(50);
        assertThat(queue.poll()).isEqualTo(new Outgoing.End(1001, "over"));
        assertThat(queue.poll()).isNull();
    }

    @Test
    void nothingComesAfterTheEnd() {
        queue.add(new byte[1]);
        queue.end(1001, "over");
        queue.end(4401, "again");
        assertThat(queue.add(new byte[1])).isTrue();
        assertThat(queue.poll()).isInstanceOf(Outgoing.Ready.class);
        assertThat(queue.poll()).isEqualTo(new Outgoing.End(1001, "over"));
        assertThat(queue.poll()).isNull();
    }

    @Test
    void whatIsDroppedIsGone() {
        queue.add(new byte[600]);
        queue.drop();
        assertThat(queue.add(Examples.batch(ROOM, 1))).isTrue();
        assertThat(queue.poll()).isNull();
    }

    @Test
    void endThatDoesNotWaitIsAllThatIsLeft() {
        queue.add(new byte[600]);
        queue.endNow(4408, "slow");
        assertThat(queue.add(new byte[600])).isTrue();
        assertThat(queue.poll()).isEqualTo(new Outgoing.End(4408, "slow"));
        assertThat(queue.poll()).isNull();
    }

    private static JsonNode frame(Outgoing outgoing) {
        assertThat(outgoing).isInstanceOf(Outgoing.Changes.class);
        return Api.parse(new String(Frames.changes((Outgoing.Changes) outgoing), StandardCharsets.UTF_8));
    }
}
