package dev.chat.core.room;

import static dev.chat.core.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final RoomFixture fixture = new RoomFixture();
    private final History history = fixture.chat.history();

    HistoryTest() throws Exception {}

    private List<Message> send(int count) throws Exception {
        List<Message> sent = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            sent.add(fixture.send(fixture.member, "Text " + index));
        }
        return sent;
    }

    private MessagePage page(HistoryQuery query, int limit) throws Exception {
        return history.page(fixture.owner, fixture.room, query, limit);
    }

    @Test
    void newestAreTheLast() throws Exception {
        List<Message> all = send(10);

        assertThat(page(new HistoryQuery.Newest(), 4)).isEqualTo(new MessagePage(all.subList(6, 10), true, false));
        assertThat(page(new HistoryQuery.Newest(), 10)).isEqualTo(new MessagePage(all, false, false));
        assertThat(page(new HistoryQuery.Newest(), 11)).isEqualTo(new MessagePage(all, false, false));
    }

    @Test
    void emptyRoomHasAnEmptyPage() throws Exception {
        assertThat(page(new HistoryQuery.Newest(), 4)).isEqualTo(new MessagePage(List.of(), false, false));
        assertThat(page(new HistoryQuery.Around(new Position(1)), 4))
                .isEqualTo(new MessagePage(List.of(), false, false));
    }

    @Test
    void pagesBack() throws Exception {
        List<Message> all = send(10);

        assertThat(page(new HistoryQuery.Before(all.get(6).position()), 4))
                .isEqualTo(new MessagePage(all.subList(2, 6), true, true));
        assertThat(page(new HistoryQuery.Before(all.get(2).position()), 4))
                .isEqualTo(new MessagePage(all.subList(0, 2), false, true));
        assertThat(page(new HistoryQuery.Before(all.getFirst().position()), 4))
                .isEqualTo(new MessagePage(List.of(), false, true));
        assertThat(page(new HistoryQuery.Before(new Position(99)), 4))
                .isEqualTo(new MessagePage(all.subList(6, 10), true, false));
        assertThat(page(new HistoryQuery.Before(Position.START), 4)).isEqualTo(new MessagePage(List.of(), false, true));
    }

    @Test
    void pagesForward() throws Exception {
        List<Message> all = send(10);

        assertThat(page(new HistoryQuery.After(Position.START), 4))
                .isEqualTo(new MessagePage(all.subList(0, 4), false, true));
        assertThat(page(new HistoryQuery.After(all.get(3).position()), 4))
                .isEqualTo(new MessagePage(all.subList(4, 8), true, true));
        assertThat(page(new HistoryQuery.After(all.get(7).position()), 4))
                .isEqualTo(new MessagePage(all.subList(8, 10), true, false));
        assertThat(page(new HistoryQuery.After(new Position(99)), 4))
                .isEqualTo(new MessagePage(List.of(), true, false));
    }

    @Test
    void pagesAroundHoldThePositionAndBothSides() throws Exception {
        List<Message> all = send(10);

        assertThat(page(new HistoryQuery.Around(all.get(5).position()), 4))
                .isEqualTo(new MessagePage(all.subList(3, 7), true, true));
        assertThat(page(new HistoryQuery.Around(all.getFirst().position()), 4))
                .isEqualTo(new MessagePage(all.subList(0, 4), false, true));
        assertThat(page(new HistoryQuery.Around(all.getLast().position()), 4))
                .isEqualTo(new MessagePage(all.subList(7, 10), true, false));
        assertThat(page(new HistoryQuery.Around(all.get(5).position()), 1))
                .isEqualTo(new MessagePage(all.subList(5, 6), true, true));
    }

    @Test
    void everyPageTakesUpWhereTheOtherEnded() throws Exception {
        List<Message> all = send(23);
        List<Message> read = new ArrayList<>();

        MessagePage page = page(new HistoryQuery.Newest(), 5);
        read.addAll(page.messages());
        while (page.hasOlder()) {
            page = page(new HistoryQuery.Before(page.messages().getFirst().position()), 5);
            read.addAll(0, page.messages());
        }

        assertThat(read).isEqualTo(all);
    }

    @Test
    void limitsAreEnforced() {
        for (int limit : new int[] {-1, 0, 201, Integer.MAX_VALUE}) {
            assertRejected(ErrorCode.INVALID_REQUEST, () -> page(new HistoryQuery.Newest(), limit));
            assertRejected(ErrorCode.INVALID_REQUEST, () -> history.open(fixture.owner, fixture.room, limit));
        }
    }

    @Test
    void onlyMembersRead() {
        assertRejected(ErrorCode.NOT_A_MEMBER, () -> history.open(fixture.stranger, fixture.room, 10));
        assertRejected(
                ErrorCode.NOT_A_MEMBER,
                () -> history.page(fixture.stranger, fixture.room, new HistoryQuery.Newest(), 10));
        assertRejected(ErrorCode.NOT_A_MEMBER, () -> history.message(fixture.stranger, fixture.room, new Position(3)));
        assertRejected(
                ErrorCode.NOT_A_MEMBER,
                () -> history.changesSince(fixture.stranger, fixture.room, Position.START, null));
    }

    @Test
    void messageEditedAHundredTimesIsOneChange() throws Exception {
        Message message = fixture.send(fixture.member, "0");
        Position before = fixture.head();
        for (int index = 1; index <= 100; index++) {
            fixture.chat.messages().edit(fixture.member, fixture.room, message.position(), "" + index);
        }

        ChangeBatch batch = (ChangeBatch) history.changesSince(fixture.owner, fixture.room, before, null);

        assertThat(batch.changes()).hasSize(1);
        assertThat(batch.upTo().value()).isEqualTo(before.value() + 100);
    }

    @Test
    void moreChangesThanABatchHoldsAreAReset() throws Exception {
        Position before = fixture.head();
        send(CatchUpLimit.ALONE.things());
        assertThat(history.changesSince(fixture.owner, fixture.room, before, null))
                .isInstanceOfSatisfying(
                        ChangeBatch.class,
                        batch -> assertThat(batch.changes())
                                .extracting(change -> change.position().value())
                                .containsExactlyElementsOf(IntStream.rangeClosed(1, CatchUpLimit.ALONE.things())
                                        .mapToObj(index -> before.value() + index)
                                        .toList()));
        assertThat(history.changesSince(fixture.owner, fixture.room, before, null, CatchUpLimit.BEFORE_LISTENING))
                .isInstanceOf(Reset.class);

        send(1);

        assertThat(history.changesSince(fixture.owner, fixture.room, before, null))
                .isEqualTo(new Reset(fixture.room, history.epoch(), fixture.head()));
    }

    private List<Message> sendLarge(int count) throws Exception {
        String large = "x".repeat(MessageText.MAX_CHARACTERS);
        List<Message> sent = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            sent.add(fixture.send(fixture.member, large));
        }
        return sent;
    }

    @Test
    void pagesOfLargeTextsAreShorterThanAsked() throws Exception {
        List<Message> all = sendLarge(60);
        int fit = MessagePage.MAX_BYTES / MessageText.MAX_CHARACTERS;
        Position middle = all.get(30).position();

        assertThat(page(new HistoryQuery.Newest(), 200))
                .isEqualTo(new MessagePage(all.subList(60 - fit, 60), true, false));
        assertThat(page(new HistoryQuery.Before(middle), 200))
                .isEqualTo(new MessagePage(all.subList(30 - fit, 30), true, true));
        assertThat(page(new HistoryQuery.After(middle), 200))
                .isEqualTo(new MessagePage(all.subList(31, 31 + fit), true, true));
        assertThat(page(new HistoryQuery.Around(middle), 200))
                .isEqualTo(new MessagePage(all.subList(30 - fit / 2, 30 + fit / 2), true, true));
    }

    @Test
    void moreBytesThanABatchHoldsAreAReset() throws Exception {
        Position before = fixture.head();
        int fit = CatchUpLimit.ALONE.bytes() / MessageText.MAX_CHARACTERS;
        sendLarge(fit);
        assertThat(history.changesSince(fixture.owner, fixture.room, before, null))
                .isInstanceOfSatisfying(
                        ChangeBatch.class, batch -> assertThat(batch.changes()).hasSize(fit));

        sendLarge(1);

        assertThat(history.changesSince(fixture.owner, fixture.room, before, null))
                .isEqualTo(new Reset(fixture.room, history.epoch(), fixture.head()));
    }
}
