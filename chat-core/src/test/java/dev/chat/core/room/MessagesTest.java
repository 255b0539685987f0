package dev.chat.core.room;

import static dev.chat.core.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.user.UserName;
import dev.chat.core.user.UserSummary;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private final RoomFixture fixture = new RoomFixture();
    private final Messages messages = fixture.chat.messages();
    private final RoomId room = fixture.room;

    MessagesTest() throws Exception {}

    @Test
    void sentMessageStandsAtTheNextPosition() throws Exception {
        Position before = fixture.head();

        Sent sent = messages.send(fixture.member, room, "first", "Hello");

        Message message = sent.message();
        assertThat(sent.duplicate()).isFalse();
        assertThat(message.position()).isEqualTo(before.next()).isEqualTo(message.version());
        assertThat(message.author().name().value()).isEqualTo("Member");
        assertThat(message.text()).isEqualTo(new MessageText("Hello"));
        assertThat(message.sentAt()).isEqualTo(Instant.parse("2026-11-22T10:30:01.123Z"));
        assertThat(fixture.open(fixture.owner).newest().messages()).containsExactly(message);
    }

    @Test
    void whoDoesNotWaitIsToldTheSame() {
        CompletionStage<Sent> sent = messages.sendAsync(fixture.member, room, "first", "Hello");
        CompletionStage<Sent> again = messages.sendAsync(fixture.member, room, "first", "Hello");

        Message message = sent.toCompletableFuture().join().message();
        assertThat(again.toCompletableFuture().join()).isEqualTo(new Sent(message, true));
        assertRejected(
                ErrorCode.NOT_A_MEMBER, () -> outcome(messages.sendAsync(fixture.stranger, room, "first", "Hello")));
        assertRejected(ErrorCode.INVALID_TEXT, () -> outcome(messages.sendAsync(fixture.member, room, "second", " ")));
    }

    private static Sent outcome(CompletionStage<Sent> stage) throws Throwable {
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException failure) {
            throw failure.getCause();
        }
    }

    @Test
    void repeatedSendReturnsTheOriginalAndTakesNoPosition() throws Exception {
        Message original = messages.send(fixture.member, room, "first", "Hello").message();

        Sent retry = messages.send(fixture.member, room, "first", "Hello");

        assertThat(retry).isEqualTo(new Sent(original, true));
        assertThat(fixture.head()).isEqualTo(original.position());
    }

    @Test
    void repeatedSendReturnsTheLatestStateOfWhatChangedSince() throws Exception {
        Position position =
                messages.send(fixture.member, room, "first", "Hello").message().position();
        Message edited = messages.edit(fixture.member, room, position, "Hello!");

        assertThat(messages.send(fixture.member, room, "first", "Hello")).isEqualTo(new Sent(edited, true));
        Message deleted = messages.delete(fixture.member, room, position);
        assertThat(messages.send(fixture.member, room, "first", "Hello")).isEqualTo(new Sent(deleted, true));
    }

    @Test
    void clientIdWithTheLatestTextOfWhatChangedSinceIsRefused() throws Exception {
        Position position =
                messages.send(fixture.member, room, "first", "Hello").message().position();
        messages.edit(fixture.member, room, position, "Hello!");

        assertRejected(ErrorCode.CLIENT_ID_CONFLICT, () -> messages.send(fixture.member, room, "first", "Hello!"));
    }

    @Test
    void whatWasChangedBeforeAnythingWasKeptOfItsTextIsNotCompared() {
        Message changed = new Message(
                room,
                new Position(3),
                new Position(4),
                new UserSummary(fixture.member, new UserName("Member")),
                new ClientId("first"),
                new MessageText("Hello!"),
                fixture.now,
                fixture.now,
                null,
                null);

        assertThat(changed.wasSentAs(new MessageText("Anything"))).isTrue();
        assertThat(changed.deleted(new Position(5), fixture.now).firstText()).isNull();
    }

    @Test
    void repeatedSendIsAnsweredAfterItsAuthorHasLeft() throws Exception {
        Message original = messages.send(fixture.member, room, "first", "Hello").message();
        fixture.chat.members().leave(fixture.member, room);

        assertThat(messages.send(fixture.member, room, "first", "Hello")).isEqualTo(new Sent(original, true));
        assertRejected(ErrorCode.NOT_A_MEMBER, () -> messages.send(fixture.member, room, "second", "Hello"));
    }

    @Test
    void clientIdWithAnotherTextOrRoomIsRefused() throws Exception {
        messages.send(fixture.member, room, "first", "Hello");
        RoomId other = fixture.chat.rooms().create(fixture.member, "Other").id();

        assertRejected(
                ErrorCode.CLIENT_ID_CONFLICT, () -> messages.send(fixture.member, room, "first", "Something else"));
        assertRejected(ErrorCode.CLIENT_ID_CONFLICT, () -> messages.send(fixture.member, other, "first", "Hello"));
        assertThat(messages.send(fixture.owner, room, "first", "Mine").duplicate())
                .isFalse();
    }

    @Test
    void onlyMembersSend() {
        assertRejected(ErrorCode.NOT_A_MEMBER, () -> messages.send(fixture.stranger, room, "first", "Hello"));
        assertRejected(
                ErrorCode.ROOM_NOT_FOUND,
                () -> messages.send(fixture.member, new RoomId(UUID.randomUUID()), "first", "Hello"));
    }

    @Test
    void refusedSendsChangeNothing() throws Exception {
        Position before = fixture.head();

        assertRejected(ErrorCode.INVALID_TEXT, () -> messages.send(fixture.member, room, "first", " "));
        assertRejected(ErrorCode.INVALID_CLIENT_ID, () -> messages.send(fixture.member, room, "", "Hello"));

        assertThat(fixture.head()).isEqualTo(before);
        assertThat(messages.send(fixture.member, room, "first", "Hello").duplicate())
                .isFalse();
    }

    @Test
    void whoLeftCannotSendEditOrDelete() throws Exception {
        Message message = fixture.send(fixture.member, "Hello");
        fixture.chat.members().leave(fixture.member, room);

        assertRejected(ErrorCode.NOT_A_MEMBER, () -> fixture.send(fixture.member, "Hello again"));
        assertRejected(
                ErrorCode.NOT_A_MEMBER, () -> messages.edit(fixture.member, room, message.position(), "Changed"));
        assertRejected(ErrorCode.NOT_A_MEMBER, () -> messages.delete(fixture.member, room, message.position()));
    }

    @Test
    void authorEdits() throws Exception {
        Message message = fixture.send(fixture.member, "Helo");

        Message edited = messages.edit(fixture.member, room, message.position(), "Hello");

        assertThat(edited.position()).isEqualTo(message.position());
        assertThat(edited.version()).isEqualTo(message.version().next()).isEqualTo(fixture.head());
        assertThat(edited.text()).isEqualTo(new MessageText("Hello"));
        assertThat(edited.editedAt()).isEqualTo(Instant.parse("2026-11-22T10:30:02.123Z"));
    }

    @Test
    void sameTextAgainChangesNothing() throws Exception {
        Message message = fixture.send(fixture.member, "Hello");

        assertThat(messages.edit(fixture.member, room, message.position(), "Hello"))
                .isEqualTo(message);
        assertThat(fixture.head()).isEqualTo(message.version());
    }

    @Test
    void nobodyElseEditsNotEvenAnOwner() throws Exception {
        Message message = fixture.send(fixture.member, "Hello");

        assertRejected(ErrorCode.NOT_ALLOWED, () -> messages.edit(fixture.owner, room, message.position(), "Changed"));
        assertRejected(ErrorCode.INVALID_TEXT, () -> messages.edit(fixture.member, room, message.position(), "\u200b"));
    }

    @Test
    void authorAndOwnersDelete() throws Exception {
        Message own = fixture.send(fixture.member, "Oops");
        Message offending = fixture.send(fixture.member, "Rude");
        Message owners = fixture.send(fixture.owner, "Order!");

        Message deleted = messages.delete(fixture.member, room, own.position());
        messages.delete(fixture.owner, room, offending.position());

        assertThat(deleted.isDeleted()).isTrue();
        assertThat(deleted.text()).isNull();
        assertThat(deleted.version()).isEqualTo(owners.position().next());
        assertRejected(ErrorCode.NOT_ALLOWED, () -> messages.delete(fixture.member, room, owners.position()));
    }

    @Test
    void deletedMessageStaysDeleted() throws Exception {
        Message message = fixture.send(fixture.member, "Oops");
        Message deleted = messages.delete(fixture.member, room, message.position());

        assertThat(messages.delete(fixture.owner, room, message.position())).isEqualTo(deleted);
        assertRejected(
                ErrorCode.MESSAGE_DELETED, () -> messages.edit(fixture.member, room, message.position(), "Back"));
        assertThat(fixture.head()).isEqualTo(deleted.version());
    }

    @Test
    void positionsWithoutAMessageAreNotFound() {
        Position creation = new Position(1);

        assertRejected(ErrorCode.MESSAGE_NOT_FOUND, () -> messages.edit(fixture.member, room, creation, "Text"));
        assertRejected(ErrorCode.MESSAGE_NOT_FOUND, () -> messages.delete(fixture.owner, room, new Position(4711)));
    }
}
