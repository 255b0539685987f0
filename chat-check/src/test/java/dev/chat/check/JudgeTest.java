package dev.chat.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each promise, broken by hand: the judge names it, and nothing else. */
class JudgeTest {
    private static final String ROOM = "room";

    private final SortedMap<Long, Message> truth = new TreeMap<>();
    private final Journal ada = new Journal("ada");
    private final Journal alan = new Journal("alan");
    private long clock;

    /** Ada has said a-1, a-2 and a-3, and edited the first; Alan has seen it all. */
    @BeforeEach
    void aCleanRun() {
        acknowledge(send("a-1"), message(1, 1, "a-1", "a-1 one"));
        acknowledge(send("a-2"), message(2, 2, "a-2", "a-2 one"));
        acknowledge(send("a-3"), message(3, 3, "a-3", "a-3 one"));
        edit(1, "a-1", "a-1 two", message(1, 4, "a-1", "a-1 two"));
        store(message(1, 4, "a-1", "a-1 two"), message(2, 2, "a-2", "a-2 one"), message(3, 3, "a-3", "a-3 one"));
        for (Journal journal : List.of(ada, alan)) {
            truth.values().forEach(message -> journal.saw(ROOM, message, clock));
            journal.holds(ROOM, new TreeMap<>(truth));
        }
    }

    @Test
    void aCleanRunIsClean() {
        Verdict verdict = judge();

        assertThat(verdict.isClean()).isTrue();
        assertThat(Promise.values())
                .allSatisfy(promise -> assertThat(verdict.examples(promise)).isEmpty());
    }

    @Test
    void whatWasAcknowledgedAndIsGoneIsMissing() {
        acknowledge(send("a-4"), message(5, 5, "a-4", "a-4 one"));

        assertBroken(Promise.ACKNOWLEDGED_IS_KEPT);
        assertThat(judge().examples(Promise.ACKNOWLEDGED_IS_KEPT))
                .containsExactly("ada was told that a-4 is at 5, where there is nothing");
    }

    @Test
    void whatWasAcknowledgedAndIsSomebodyElsesIsMissing() {
        Message other = message(5, 5, "b-1", "b-1 one");
        everyoneGets(other);
        acknowledge(send("a-4"), message(5, 5, "a-4", "a-4 one"));

        assertBroken(Promise.ACKNOWLEDGED_IS_KEPT);
    }

    @Test
    void whatSaysSomethingElseThanWasSentIsMissing() {
        everyoneGets(message(5, 5, "a-4", "a-4 other"));
        acknowledge(send("a-4"), message(5, 5, "a-4", "a-4 other"));

        assertBroken(Promise.ACKNOWLEDGED_IS_KEPT);
    }

    @Test
    void whatWasShownAndIsGoneIsMissing() {
        alan.saw(ROOM, message(5, 5, "a-4", "a-4 one"), clock);

        assertBroken(Promise.ACKNOWLEDGED_IS_KEPT);
    }

    @Test
    void whatAClientLacksIsMissingThere() {
        state(alan).remove(2L);

        assertBroken(Promise.EVERYONE_HAS_IT);
    }

    @Test
    void whatStandsThereTwiceIsDoubled() {
        everyoneGets(new Message(5, 5, "ada", "another-id", "a-2 one"));

        assertThat(judge().count(Promise.ONCE)).isEqualTo(3);
        assertBroken(Promise.ONCE);
    }

    @Test
    void aClientIdThatStandsThereTwiceIsDoubledThoughBothWereDeleted() {
        everyoneGets(message(5, 5, "b-1", null));
        everyoneGets(message(6, 6, "b-1", null));

        assertBroken(Promise.ONCE);
    }

    @Test
    void sendsThatStandInAnotherOrderThanTheyWereMadeInAreOutOfOrder() {
        everyoneGets(message(5, 5, "a-5", "a-5 one"));
        everyoneGets(message(6, 6, "a-4", "a-4 one"));
        Command first = send("a-4");
        Command second = send("a-5");
        acknowledge(second, message(5, 5, "a-5", "a-5 one"));
        acknowledge(first, message(6, 6, "a-4", "a-4 one"));

        assertBroken(Promise.IN_ORDER);
    }

    @Test
    void aSendThatHadToBeRepeatedMayStandAfterOneThatDidNotWaitForIt() {
        everyoneGets(message(5, 5, "a-5", "a-5 one"));
        everyoneGets(message(6, 6, "a-4", "a-4 one"));
        Command first = send("a-4");
        Command second = send("a-5");
        first.tried(++clock);
        acknowledge(second, message(5, 5, "a-5", "a-5 one"));
        acknowledge(first, message(6, 6, "a-4", "a-4 one"));

        assertThat(judge().isClean()).isTrue();
    }

    @Test
    void aSendThatHadToBeRepeatedMayNotStandAfterOneThatDidWaitForIt() {
        everyoneGets(message(5, 5, "a-5", "a-5 one"));
        everyoneGets(message(6, 6, "a-4", "a-4 one"));
        Command first = send("a-4");
        first.tried(++clock);
        acknowledge(first, message(6, 6, "a-4", "a-4 one"));
        acknowledge(send("a-5"), message(5, 5, "a-5", "a-5 one"));

        assertBroken(Promise.IN_ORDER);
    }

    @Test
    void aBatchWhoseChangesGoBackIsOutOfOrder() {
        Message later = message(6, 6, "b-2", "b-2 one");
        Message earlier = message(5, 5, "b-1", "b-1 one");
        everyoneGets(earlier);
        everyoneGets(later);
        Replica replica = new Replica(ROOM, alan);
        replica.apply(new Batch(0, 6, List.of(new Batch.Change(6, later), new Batch.Change(5, earlier))));

        assertBroken(Promise.IN_ORDER);
    }

    @Test
    void twoClientsThatSawDifferentThingsAtOnePositionDiffer() {
        alan.saw(ROOM, message(1, 7, "a-1", "a-1 five"), clock);
        ada.saw(ROOM, message(1, 7, "a-1", "a-1 six"), clock);
        Message last = message(1, 8, "a-1", "a-1 two");
        everyoneGets(last);

        assertBroken(Promise.ONE_ORDER, Promise.CORRECTIONS_ARE_KEPT);
    }

    @Test
    void aClientThatHoldsAnotherMessageThanTheServerDiffers() {
        state(alan).put(2L, message(2, 2, "b-9", "b-9 one"));

        assertBroken(Promise.ONE_ORDER);
    }

    @Test
    void aClientThatHoldsMoreThanTheServerDiffers() {
        state(alan).put(9L, message(9, 9, "b-9", "b-9 one"));

        assertBroken(Promise.ONE_ORDER);
    }

    @Test
    void anAcknowledgedEditThatIsGoneIsLost() {
        edit(2, "a-2", "a-2 two", message(2, 5, "a-2", "a-2 two"));

        assertBroken(Promise.CORRECTIONS_ARE_KEPT);
    }

    @Test
    void anAcknowledgedDeletionThatIsGoneIsLost() {
        Command delete = Command.delete(ROOM, "a-2", 2);
        want(delete);
        acknowledge(delete, message(2, 5, "a-2", null));

        assertBroken(Promise.CORRECTIONS_ARE_KEPT);
    }

    @Test
    void anEditOverwrittenByNobodyIsLost() {
        Message strange = message(1, 5, "a-1", "a-1 never said");
        everyoneGets(strange);

        assertBroken(Promise.CORRECTIONS_ARE_KEPT);
    }

    @Test
    void anEditOverwrittenByAnEarlierTryThatArrivedLateIsNotLost() {
        Command late = Command.edit(ROOM, "a-1", 1, "a-1 three");
        want(late);
        late.tried(++clock);
        acknowledge(late, message(1, 5, "a-1", "a-1 three"));
        edit(1, "a-1", "a-1 four", message(1, 6, "a-1", "a-1 four"));
        everyoneGets(message(1, 7, "a-1", "a-1 three"));

        assertThat(judge().isClean()).isTrue();
    }

    @Test
    void aClientThatHoldsAnOldStateHasLostAnEdit() {
        state(alan).put(1L, message(1, 1, "a-1", "a-1 one"));

        assertBroken(Promise.CORRECTIONS_ARE_KEPT);
    }

    @Test
    void whoDidNotSettleIsStuck() {
        Finding stuck = new Finding(Promise.IT_GOES_ON, "alan did not settle");

        Verdict verdict = new Judge(List.of(ada, alan), Map.of(ROOM, truth), List.of(stuck)).judge();

        assertThat(verdict.isClean()).isFalse();
        assertThat(verdict.examples(Promise.IT_GOES_ON)).containsExactly("alan did not settle");
    }

    @Test
    void onlyTheFirstTenAreTold() {
        for (int number = 4; number < 24; number++) {
            String token = "a-" + number;
            acknowledge(send(token), message(number, number, token, token + " one"));
        }

        assertThat(judge().count(Promise.ACKNOWLEDGED_IS_KEPT)).isEqualTo(20);
        assertThat(judge().examples(Promise.ACKNOWLEDGED_IS_KEPT)).hasSize(10);
    }

    private Verdict judge() {
        return new Judge(List.of(ada, alan), Map.of(ROOM, truth), List.of()).judge();
    }

    private void assertBroken(Promise... promises) {
        Verdict verdict = judge();
        List<Promise> broken = new ArrayList<>(List.of(Promise.values()));
        broken.removeIf(promise -> verdict.count(promise) == 0);
        assertThat(broken).containsExactly(promises);
    }

    private Command send(String token) {
        Command command = Command.send(ROOM, token, token + " one");
        want(command);
        return command;
    }

    private void edit(long position, String token, String text, Message acknowledged) {
        Command command = Command.edit(ROOM, token, position, text);
        want(command);
        acknowledge(command, acknowledged);
    }

    private void want(Command command) {
        ada.wanted(command);
        command.tried(++clock);
    }

    private void acknowledge(Command command, Message message) {
        command.acknowledged(++clock, message);
    }

    private void store(Message... messages) {
        for (Message message : messages) {
            truth.put(message.position(), message);
        }
    }

    private void everyoneGets(Message message) {
        store(message);
        for (Journal journal : List.of(ada, alan)) {
            journal.saw(ROOM, message, clock);
            state(journal).put(message.position(), message);
        }
    }

    private static SortedMap<Long, Message> state(Journal journal) {
        return journal.states().get(ROOM);
    }

    private static Message message(long position, long version, String clientId, String text) {
        return new Message(position, version, "ada", clientId, text);
    }
}
