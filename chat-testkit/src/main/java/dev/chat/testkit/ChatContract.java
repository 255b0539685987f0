package dev.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.Chat;
import dev.chat.core.error.ErrorCode;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.HistoryQuery;
import dev.chat.core.room.Message;
import dev.chat.core.room.Position;
import dev.chat.core.room.Room;
import dev.chat.core.room.RoomId;
import dev.chat.core.room.RoomView;
import dev.chat.core.room.Sent;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import dev.chat.core.user.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the whole engine keeps to on a store, above all when much happens at once. */
public interface ChatContract extends StoreContract {
    /** {@return a chat on the store of this test; it is not closed, since the store is shared} */
    default Chat chat() {
        return Chat.on(persistence()).build();
    }

    private static User newUser(Chat chat) throws Exception {
        return chat.users().create(Samples.uniqueName("User"));
    }

    private static Room newRoom(Chat chat, User owner) throws Exception {
        return chat.rooms().create(owner.id(), Samples.uniqueName("Room"));
    }

    private static List<Message> history(Chat chat, UserId actor, RoomId room) throws Exception {
        return chat.history().page(actor, room, new HistoryQuery.Newest(), 200).messages();
    }

    @Test
    default void concurrentSendsTakePositionsWithoutGaps() throws Exception {
        Chat chat = chat();
        User owner = newUser(chat);
        Room room = newRoom(chat, owner);
        int senders = 8;
        int each = 12;
        List<Callable<List<Position>>> calls = new ArrayList<>();
        for (int sender = 0; sender < senders; sender++) {
            User user = newUser(chat);
            chat.members().join(user.id(), room.id());
            calls.add(() -> {
                List<Position> taken = new ArrayList<>();
                for (int index = 0; index < each; index++) {
                    Sent sent = chat.messages().send(user.id(), room.id(), "message-" + index, "Text " + index);
                    taken.add(sent.message().position());
                }
                return taken;
            });
        }
        long before = chat.rooms().get(room.id()).head().value();

        List<List<Position>> taken = Concurrently.call(calls);

        List<Position> expected = LongStream.rangeClosed(before + 1, before + (long) senders * each)
                .mapToObj(Position::new)
                .toList();
        assertThat(taken.stream().flatMap(List::stream).sorted()).containsExactlyElementsOf(expected);
        assertThat(taken).allSatisfy(own -> assertThat(own).isSorted());
        assertThat(history(chat, owner.id(), room.id()))
                .extracting(Message::position)
                .containsExactlyElementsOf(expected);
    }

    @Test
    default void sendRepeatedAtOnceIsStoredOnce() throws Exception {
        Chat chat = chat();
        User user = newUser(chat);
        Room room = newRoom(chat, user);
        Callable<Sent> send = () -> chat.messages().send(user.id(), room.id(), "the-same", "Once");

        List<Sent> outcomes =
                Concurrently.call(IntStream.range(0, 8).mapToObj(index -> send).toList());

        Set<Message> stored = outcomes.stream().map(Sent::message).collect(Collectors.toSet());
        assertThat(stored).hasSize(1);
        assertThat(outcomes).filteredOn(sent -> !sent.duplicate()).hasSize(1);
        assertThat(history(chat, user.id(), room.id())).containsExactlyElementsOf(stored);
        assertThat(chat.rooms().get(room.id()).head())
                .isEqualTo(stored.iterator().next().position());
    }

    @Test
    default void retryAfterARestartReturnsTheOriginal() throws Exception {
        Chat before = chat();
        User user = newUser(before);
        Room room = newRoom(before, user);
        Sent original = before.messages().send(user.id(), room.id(), "the-same", "Once");

        Sent retry = chat().messages().send(user.id(), room.id(), "the-same", "Once");

        assertThat(retry).isEqualTo(new Sent(original.message(), true));
    }

    @Test
    default void retryOfWhatChangedSinceIsComparedWithItsFirstText() throws Exception {
        Chat chat = chat();
        User user = newUser(chat);
        Room room = newRoom(chat, user);
        Position position = sendFirst(chat, user, room);

        assertComparesWithFirst(chat, chat.messages().edit(user.id(), room.id(), position, "Second"));
        assertComparesWithFirst(chat, chat.messages().edit(user.id(), room.id(), position, "Third"));
        assertComparesWithFirst(chat, chat.messages().delete(user.id(), room.id(), position));
    }

    private static Position sendFirst(Chat chat, User user, Room room) throws Exception {
        return chat.messages()
                .send(user.id(), room.id(), "the-same", "First")
                .message()
                .position();
    }

    private static void assertComparesWithFirst(Chat chat, Message latest) throws Exception {
        UserId author = latest.author().id();
        assertThat(chat.messages().send(author, latest.room(), "the-same", "First"))
                .isEqualTo(new Sent(latest, true));
        for (String other : List.of("Second", "Third", "Another")) {
            StoreContract.assertRejected(
                    ErrorCode.CLIENT_ID_CONFLICT, () -> chat.messages().send(author, latest.room(), "the-same", other));
        }
    }

    @Test
    default void retryOfWhatWasDeletedAtOnceIsComparedWithItsFirstText() throws Exception {
        Chat chat = chat();
        User user = newUser(chat);
        Room room = newRoom(chat, user);
        Position position = sendFirst(chat, user, room);

        assertComparesWithFirst(chat, chat.messages().delete(user.id(), room.id(), position));
    }

    @Test
    default void openingIsOfOneMomentWhileOthersWrite() throws Exception {
        Chat chat = chat();
        User user = newUser(chat);
        Room room = newRoom(chat, user);
        int messages = 60;
        Callable<Boolean> writer = () -> {
            for (int index = 0; index < messages; index++) {
                chat.messages().send(user.id(), room.id(), "message-" + index, "Text");
            }
            return true;
        };
        Callable<Boolean> reader = () -> {
            for (int index = 0; index < messages; index++) {
                assertComplete(chat.history().open(user.id(), room.id(), 200));
                ChangeBatch batch =
                        (ChangeBatch) chat.history().changesSince(user.id(), room.id(), new Position(2), null);
                assertThat(batch.changes()).hasSize((int) (batch.upTo().value() - 2));
            }
            return true;
        };

        assertThat(Concurrently.call(List.of(writer, reader, reader))).containsOnly(true);
    }

    private static void assertComplete(RoomView view) {
        // After the creation and the owner's joining, every position is a message's.
        assertThat(view.newest().messages())
                .extracting(message -> message.position().value())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(3, view.room().head().value())
                                .boxed()
                                .toList());
    }

    @Test
    default void deletedAccountLeavesNoTraceOfItsNameAndNoRoomWithoutAnOwner() throws Exception {
        Chat chat = chat();
        User owner = newUser(chat);
        User heir = newUser(chat);
        Room room = newRoom(chat, owner);
        chat.members().join(heir.id(), room.id());
        chat.messages().send(owner.id(), room.id(), "farewell", "Farewell");

        chat.users().delete(owner.id());

        RoomView view = chat.history().open(heir.id(), room.id(), 50);
        assertThat(view.caller().isOwner()).isTrue();
        assertThat(view.room().memberCount()).isEqualTo(1);
        assertThat(view.newest().messages())
                .extracting(message -> message.author().name())
                .containsExactly(UserName.DELETED);
        assertThat(chat.users().create(owner.name().value()).name()).isEqualTo(owner.name());
    }

    @Test
    default void deletedRoomIsGoneWithItsMessages() throws Exception {
        Chat chat = chat();
        User owner = newUser(chat);
        Room room = newRoom(chat, owner);
        Message message =
                chat.messages().send(owner.id(), room.id(), "message", "Text").message();

        chat.rooms().delete(owner.id(), room.id());

        assertThat(persistence().messages().find(room.id(), message.position())).isEmpty();
        assertThat(chat.rooms().create(owner.id(), room.name().value()).name()).isEqualTo(room.name());
    }
}
