package dev.chat.bench.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.Chat;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.HistoryQuery;
import dev.chat.core.room.Message;
import dev.chat.core.room.MessagePage;
import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import dev.chat.core.session.Token;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeedTest {
    private final InMemoryPersistence persistence = new InMemoryPersistence();
    private final Seed seed = new Seed(persistence);
    private final List<Person> people = Seed.persons(3);

    @Test
    void whatIsSeededIsWhatTheUseCasesWouldHaveLeft() throws Exception {
        seed.add(people);
        RoomId room = seed.room(people, 5);

        try (Chat chat = Chat.on(persistence).build()) {
            Person second = people.get(1);
            assertThat(chat.sessions().authenticate(new Token(second.token()))).isEqualTo(second.user());
            MessagePage page = chat.history().page(second.id(), room, new HistoryQuery.Newest(), 3);
            assertThat(page.messages()).extracting(Message::size).containsOnly(Seed.TEXT_BYTES);
            assertThat(page.hasOlder()).isTrue();
            ChangeBatch all = (ChangeBatch) chat.history().changesSince(second.id(), room, Position.START, null);
            assertThat(all.changes())
                    .extracting(change -> change.position().value())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 9).boxed().toList());
            assertThat(chat.messages()
                            .send(second.id(), room, "next", "Hello")
                            .message()
                            .position())
                    .isEqualTo(new Position(10));
        }
    }

    @Test
    void roomsAreKnownByTheirNumber() {
        seed.add(people);

        assertThat(seed.room(people, 0)).isEqualTo(Seed.roomId(0));
        assertThat(seed.room(people, 0)).isEqualTo(Seed.roomId(1));
    }
}
