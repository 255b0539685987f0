package dev.chat.testkit;

import static dev.chat.testkit.StoreContract.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.ClientId;
import dev.chat.core.room.Message;
import dev.chat.core.room.MessageRepository;
import dev.chat.core.room.MessageText;
import dev.chat.core.room.Position;
import dev.chat.core.room.Room;
import dev.chat.core.room.SendKey;
import dev.chat.core.store.StoreException;
import dev.chat.core.user.User;
import dev.chat.core.user.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link MessageRepository} keeps to. */
public interface MessageRepositoryContract extends StoreContract {
    private MessageRepository messages() {
        return persistence().messages();
    }

    private Message stored(Message message) throws Exception {
        writing(() -> messages().insert(List.of(message)));
        return message;
    }

    /** Stores messages at the given positions, by one author. */
    private List<Message> stored(Room room, long... positions) throws Exception {
        User author = Samples.storedUser(persistence());
        List<Message> stored = new ArrayList<>();
        for (long position : positions) {
            stored.add(stored(Samples.message(room, author, position)));
        }
        return stored;
    }

    @Test
    default void findsAMessageWithEverythingItHas() throws Exception {
        Room room = Samples.storedRoom(persistence());
        Message original = stored(room, 3).getFirst();

        assertThat(messages().find(room.id(), new Position(3))).contains(original);
        assertThat(messages().find(room.id(), new Position(4))).isEmpty();
        assertThat(messages().find(Samples.room().id(), new Position(3))).isEmpty();
    }

    @Test
    default void findsWhatWasSentUnderKeysWhereverThatIs() throws Exception {
        List<Message> all = new ArrayList<>(stored(Samples.storedRoom(persistence()), 1, 2));
        all.addAll(stored(Samples.storedRoom(persistence()), 1));
        SendKey otherId = new SendKey(all.getFirst().author().id(), ClientId.random());
        SendKey otherAuthor = new SendKey(Samples.user().id(), all.getFirst().clientId());
        List<SendKey> keys =
                new ArrayList<>(List.of(otherId, otherAuthor, all.getFirst().key()));
        all.stream().map(Message::key).forEach(keys::add);

        assertThat(messages().findByKeys(keys)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(messages().findByKeys(List.of(otherId, otherAuthor))).isEmpty();
        assertThat(messages().findByKeys(List.of())).isEmpty();
    }

    @Test
    default void insertsManyAtOnceOrNone() throws Exception {
        Room room = Samples.storedRoom(persistence());
        User author = Samples.storedUser(persistence());
        List<Message> many = LongStream.rangeClosed(1, 300)
                .mapToObj(position -> Samples.message(room, author, position))
                .toList();

        writing(() -> messages().insert(many));

        assertThat(messages().after(room.id(), Position.START, 400)).containsExactlyElementsOf(many);
        Message fresh = Samples.message(room, author, 301);
        Message taken =
                Samples.withKey(Samples.message(room, author, 302), many.get(7).key());
        assertRejected(
                ErrorCode.CLIENT_ID_CONFLICT, () -> writing(() -> messages().insert(List.of(fresh, taken))));
        assertThat(messages().after(room.id(), Position.START, 400)).containsExactlyElementsOf(many);
    }

    @Test
    default void updateReplaces() throws Exception {
        Room room = Samples.storedRoom(persistence());
        Message original = stored(room, 3).getFirst();

        Message edited = Samples.edited(original, 4, "another text");
        writing(() -> messages().update(edited));
        assertThat(messages().find(room.id(), original.position())).contains(edited);
        Message deleted = Samples.deleted(edited, 5);
        writing(() -> messages().update(deleted));

        assertThat(messages().find(room.id(), original.position())).contains(deleted);
        assertThat(messages().findByKeys(List.of(original.key()))).containsExactly(deleted);
    }

    @Test
    default void keepsTextsToTheByte() throws Exception {
        Room room = Samples.storedRoom(persistence());
        User author = Samples.storedUser(persistence());
        List<String> texts = List.of(
                " leading and trailing ",
                "line\r\nline\rline\nline\ttab",
                "control \u0001\u0002\u0003\u001b[31m\u007f\u0085 and bidi \u202eevil\u202c \u2066x\u2069",
                "emoji 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿 \uFFFD \uFFFF \uFEFF",
                "e\u0301 is not \u00e9",
                "<script>alert('x')</script> \\ ' \" % _ ; -- $1 :name ?",
                "مرحبا بالعالم שלום",
                "x".repeat(MessageText.MAX_CHARACTERS),
                "\uD83E\uDD8A".repeat(MessageText.MAX_BYTES / 4));
        long position = 1;
        for (String text : texts) {
            Message message = stored(Samples.message(room, author.summary(), position, text));
            assertThat(messages().find(room.id(), new Position(position))).contains(message);
            position++;
        }
    }

    @Test
    default void showsTheAuthorsNameOfNow() throws Exception {
        Room room = Samples.storedRoom(persistence());
        User author = Samples.storedUser(persistence());
        stored(Samples.message(room, author, 1));
        UserName newName = new UserName(Samples.uniqueName("New"));

        writing(() -> persistence().users().update(new User(author.id(), newName, author.createdAt(), null)));

        assertThat(messages()
                        .find(room.id(), new Position(1))
                        .orElseThrow()
                        .author()
                        .name())
                .isEqualTo(newName);
        assertThat(messages()
                        .before(room.id(), new Position(9), 1)
                        .getFirst()
                        .author()
                        .name())
                .isEqualTo(newName);
    }

    @Test
    default void clientIdStandsOnceForEachAuthor() throws Exception {
        Room room = Samples.storedRoom(persistence());
        Message original = stored(room, 1).getFirst();
        Message again = new Message(
                Samples.storedRoom(persistence()).id(),
                new Position(1),
                new Position(1),
                original.author(),
                original.clientId(),
                original.text(),
                original.sentAt(),
                null,
                null,
                null);

        assertRejected(ErrorCode.CLIENT_ID_CONFLICT, () -> stored(again));

        User other = Samples.storedUser(persistence());
        stored(new Message(
                room.id(),
                new Position(2),
                new Position(2),
                other.summary(),
                original.clientId(),
                original.text(),
                original.sentAt(),
                null,
                null,
                null));
    }

    @Test
    default void ofManyWithOneClientIdOneIsStored() throws Exception {
        User author = Samples.storedUser(persistence());
        ClientId clientId = ClientId.random();
        List<Callable<Boolean>> attempts = new ArrayList<>();
        for (int index = 0; index < 8; index++) {
            Room room = Samples.storedRoom(persistence());
            Message message = new Message(
                    room.id(),
                    new Position(1),
                    new Position(1),
                    author.summary(),
                    clientId,
                    new MessageText("once"),
                    Samples.NOW,
                    null,
                    null,
                    null);
            attempts.add(() -> {
                try {
                    stored(message);
                    return true;
                } catch (RejectedException rejection) {
                    assertThat(rejection.code()).isEqualTo(ErrorCode.CLIENT_ID_CONFLICT);
                    return false;
                }
            });
        }

        assertThat(Concurrently.call(attempts)).containsOnlyOnce(true);
    }

    @Test
    default void pagesBackAreTheLastBeforeAPosition() throws Exception {
        Room room = Samples.storedRoom(persistence());
        stored(Samples.storedRoom(persistence()), 1, 2, 3, 4);
        List<Message> all = stored(room, 2, 3, 5, 8, 13);

        assertThat(messages().before(room.id(), new Position(14), 3)).containsExactlyElementsOf(all.subList(2, 5));
        assertThat(messages().before(room.id(), new Position(8), 2)).containsExactlyElementsOf(all.subList(1, 3));
        assertThat(messages().before(room.id(), new Position(5), 9)).containsExactlyElementsOf(all.subList(0, 2));
        assertThat(messages().before(room.id(), new Position(2), 9)).isEmpty();
        assertThat(messages().before(room.id(), Position.START, 9)).isEmpty();
        assertThat(messages().before(room.id(), new Position(Long.MAX_VALUE), 1))
                .containsExactly(all.getLast());
    }

    @Test
    default void pagesForwardAreTheFirstAfterAPosition() throws Exception {
        Room room = Samples.storedRoom(persistence());
        stored(Samples.storedRoom(persistence()), 1, 2, 3, 4);
        List<Message> all = stored(room, 2, 3, 5, 8, 13);

        assertThat(messages().after(room.id(), Position.START, 3)).containsExactlyElementsOf(all.subList(0, 3));
        assertThat(messages().after(room.id(), new Position(3), 2)).containsExactlyElementsOf(all.subList(2, 4));
        assertThat(messages().after(room.id(), new Position(12), 9)).containsExactly(all.getLast());
        assertThat(messages().after(room.id(), new Position(13), 9)).isEmpty();
        assertThat(messages().after(room.id(), new Position(Long.MAX_VALUE), 9)).isEmpty();
    }

    @Test
    default void pagesHoldWhatIsLeftOfDeletedMessages() throws Exception {
        Room room = Samples.storedRoom(persistence());
        List<Message> all = stored(room, 1, 2, 3);
        Message deleted = Samples.deleted(all.get(1), 4);
        writing(() -> messages().update(deleted));

        assertThat(messages().before(room.id(), new Position(9), 9)).containsExactly(all.get(0), deleted, all.get(2));
        assertThat(messages().after(room.id(), new Position(1), 9)).containsExactly(deleted, all.get(2));
    }

    @Test
    default void forgetsAllMessagesOfOneRoomAndTheirClientIds() throws Exception {
        Room room = Samples.storedRoom(persistence());
        Room other = Samples.storedRoom(persistence());
        List<Message> forgotten = stored(room, 1, 2, 3);
        List<Message> kept = stored(other, 1, 2);

        writing(() -> messages().deleteAll(room.id()));

        assertThat(messages().before(room.id(), new Position(9), 9)).isEmpty();
        assertThat(messages().findByKeys(forgotten.stream().map(Message::key).toList()))
                .isEmpty();
        assertThat(messages().before(other.id(), new Position(9), 9)).containsExactlyElementsOf(kept);
    }

    @Test
    default void messagesAreWrittenInAUnitOfWorkOnly() throws Exception {
        Message message = stored(Samples.storedRoom(persistence()), 1).getFirst();

        assertThatThrownBy(() -> messages().insert(List.of(message))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> messages().update(message)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> messages().deleteAll(message.room())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void aPositionIsTakenOnce() throws Exception {
        Room room = Samples.storedRoom(persistence());
        Message first = stored(room, 1).getFirst();
        User other = Samples.storedUser(persistence());

        assertThatThrownBy(() -> stored(Samples.message(room, other, 1))).isInstanceOf(StoreException.class);

        assertThat(messages().find(room.id(), first.position())).contains(first);
    }
}
