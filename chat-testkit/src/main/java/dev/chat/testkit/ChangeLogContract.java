package dev.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.room.Change;
import dev.chat.core.room.ChangeLog;
import dev.chat.core.room.Member;
import dev.chat.core.room.Message;
import dev.chat.core.room.Position;
import dev.chat.core.room.Role;
import dev.chat.core.room.Room;
import dev.chat.core.user.User;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link ChangeLog} keeps to. */
public interface ChangeLogContract extends StoreContract {
    private ChangeLog changes() {
        return persistence().changeLog();
    }

    @Test
    default void epochStaysTheSame() {
        assertThat(changes().epoch()).isEqualTo(changes().epoch());
    }

    @Test
    default void holdsEachThingOnceInItsLatestState() throws Exception {
        Room room = Samples.storedRoom(persistence());
        User author = Samples.storedUser(persistence());
        Member member = Samples.member(room, author, Role.OWNER, 2);
        Message first = Samples.message(room, author, 3);
        Message second = Samples.message(room, author, 4);
        Message edited = Samples.edited(first, 5, "edited");
        Message deleted = Samples.deleted(first, 6);
        writing(() -> {
            persistence().members().save(member);
            persistence().messages().insert(List.of(first));
            persistence().messages().insert(List.of(second));
            persistence().messages().update(edited);
            persistence().messages().update(deleted);
        });

        assertThat(changes().since(room.id(), Position.START, 100))
                .containsExactly(
                        new Change.RoomChanged(room),
                        new Change.MemberChanged(member),
                        new Change.MessageChanged(second),
                        new Change.MessageChanged(deleted));
        assertThat(changes().since(room.id(), new Position(2), 100))
                .containsExactly(new Change.MessageChanged(second), new Change.MessageChanged(deleted));
        assertThat(changes().since(room.id(), new Position(4), 100))
                .containsExactly(new Change.MessageChanged(deleted));
        assertThat(changes().since(room.id(), new Position(6), 100)).isEmpty();
    }

    @Test
    default void limitKeepsTheFirstWhateverTheirKind() throws Exception {
        Room room = Samples.storedRoom(persistence());
        List<Change> expected = new ArrayList<>();
        expected.add(new Change.RoomChanged(room));
        for (long position = 2; position < 12; position += 2) {
            User user = Samples.storedUser(persistence());
            Member member = Samples.member(room, user, Role.MEMBER, position);
            Message message = Samples.message(room, user, position + 1);
            writing(() -> {
                persistence().members().save(member);
                persistence().messages().insert(List.of(message));
            });
            expected.add(new Change.MemberChanged(member));
            expected.add(new Change.MessageChanged(message));
        }

        for (int limit = 1; limit <= expected.size(); limit++) {
            assertThat(changes().since(room.id(), Position.START, limit)).isEqualTo(expected.subList(0, limit));
        }
    }

    @Test
    default void membersWhoLeftAreAmongTheChanges() throws Exception {
        Room room = Samples.storedRoom(persistence());
        Member member = Samples.member(room, Samples.storedUser(persistence()), Role.MEMBER, 2);
        Member left = new Member(
                room.id(),
                member.user(),
                Role.MEMBER,
                new Position(3),
                member.joinPosition(),
                member.joinedAt(),
                Samples.NOW);
        writing(() -> {
            persistence().members().save(member);
            persistence().members().save(left);
        });

        assertThat(changes().since(room.id(), new Position(1), 100)).containsExactly(new Change.MemberChanged(left));
    }

    @Test
    default void roomsDoNotMix() throws Exception {
        Room room = Samples.storedRoom(persistence());
        Room other = Samples.storedRoom(persistence());
        Message message = Samples.message(other, Samples.storedUser(persistence()), 2);
        writing(() -> persistence().messages().insert(List.of(message)));

        assertThat(changes().since(room.id(), Position.START, 100)).containsExactly(new Change.RoomChanged(room));
        assertThat(changes().since(Samples.room().id(), Position.START, 100)).isEmpty();
    }
}
