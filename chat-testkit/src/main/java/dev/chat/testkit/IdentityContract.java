package dev.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.Chat;
import dev.chat.core.error.ErrorCode;
import dev.chat.core.room.Room;
import dev.chat.core.user.Identity;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for users whom somebody else knows by ids of its own. */
public interface IdentityContract extends StoreContract {
    private Chat chat() {
        return Chat.on(persistence()).heartbeat(Duration.ZERO).build();
    }

    private static Identity identity() {
        return new Identity("shop", UUID.randomUUID().toString());
    }

    @Test
    default void identityStandsForOneUserHoweverManyAskAtOnce() throws Exception {
        Chat chat = chat();
        for (int round = 0; round < 5; round++) {
            Identity identity = identity();
            String name = Samples.uniqueName("Ada");
            Callable<User> ask = () -> chat.users().getOrCreate(identity, name);

            List<User> users = Concurrently.call(
                    IntStream.range(0, 10).mapToObj(index -> ask).toList());

            assertThat(users).containsOnly(users.getFirst());
            assertThat(chat.users().get(users.getFirst().id())).isEqualTo(users.getFirst());
        }
    }

    @Test
    default void identityIsComparedExactly() throws Exception {
        Chat chat = chat();
        String subject = UUID.randomUUID().toString();
        String name = Samples.uniqueName("Ada");
        List<Identity> identities = Stream.of(
                        "a" + subject, "A" + subject, "\u00e4" + subject, "a\u0308" + subject, subject + " ", subject)
                .map(each -> new Identity("shop", each))
                .toList();

        List<UserId> users = new ArrayList<>();
        for (Identity identity : identities) {
            users.add(chat.users().getOrCreate(identity, name).id());
        }
        users.add(chat.users().getOrCreate(new Identity("Shop", subject), name).id());

        assertThat(users).doesNotHaveDuplicates();
        for (int index = 0; index < identities.size(); index++) {
            assertThat(chat.users().getOrCreate(identities.get(index), name).id())
                    .isEqualTo(users.get(index));
        }
    }

    @Test
    default void anotherNameRenamesTheUserInAllRooms() throws Exception {
        Chat chat = chat();
        Identity identity = identity();
        User user = chat.users().getOrCreate(identity, Samples.uniqueName("Ada"));
        Room room = chat.rooms().create(user.id(), Samples.uniqueName("Room"));
        String newName = Samples.uniqueName("Countess");
        Callable<User> ask = () -> chat.users().getOrCreate(identity, newName);

        List<User> renamed = Concurrently.call(List.of(ask, ask, ask));

        assertThat(renamed).extracting(User::id).containsOnly(user.id());
        assertThat(chat.members().list(user.id(), room.id(), null, 10))
                .extracting(member -> member.user().name().value())
                .containsExactly(newName);
        assertThat(chat.rooms().get(room.id()).head().value()).isEqualTo(3);
    }

    @Test
    default void usersOfTheHostsMayHaveTheNamesOfOthers() throws Exception {
        Chat chat = chat();
        String name = Samples.uniqueName("Ada");

        User one = chat.users().getOrCreate(identity(), name);
        User alone = chat.users().create(name);
        User other = chat.users().getOrCreate(identity(), name);

        assertThat(List.of(one, alone, other)).extracting(User::id).doesNotHaveDuplicates();
        StoreContract.assertRejected(ErrorCode.NAME_TAKEN, () -> chat.users().create(name));
        assertThat(chat.users().rename(one.id(), name)).isEqualTo(one);
    }

    @Test
    default void identityOfADeletedUserStandsForANewOne() throws Exception {
        Chat chat = chat();
        Identity identity = identity();
        String name = Samples.uniqueName("Ada");
        User gone = chat.users().getOrCreate(identity, name);
        chat.users().delete(gone.id());

        User next = chat.users().getOrCreate(identity, name);

        assertThat(next.id()).isNotEqualTo(gone.id());
        assertThat(chat.users().get(gone.id()).isDeleted()).isTrue();
        assertThat(chat.users().getOrCreate(identity, name)).isEqualTo(next);
    }

    @Test
    default void identityThatADeletedUserStillHasIsFreed() throws Exception {
        Chat chat = chat();
        Identity identity = identity();
        User gone = Samples.storedUser(persistence());
        chat.users().delete(gone.id());
        writing(() -> persistence().identities().claim(identity, gone.id()));

        User next = chat.users().getOrCreate(identity, Samples.uniqueName("Ada"));

        assertThat(next.id()).isNotEqualTo(gone.id());
    }

    @Test
    default void claimIsUndoneWithItsUnitOfWork() throws Exception {
        Identity identity = identity();
        User user = Samples.storedUser(persistence());

        assertThatThrownBy(() -> writing(() -> {
                    assertThat(persistence().identities().claim(identity, user.id()))
                            .isTrue();
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");

        assertThat(persistence().identities().find(identity)).isEmpty();
    }

    @Test
    default void secondClaimLeavesTheUnitOfWorkWhole() throws Exception {
        Identity identity = identity();
        User first = Samples.storedUser(persistence());
        User second = Samples.user();
        writing(() -> persistence().identities().claim(identity, first.id()));

        writing(() -> {
            assertThat(persistence().identities().claim(identity, second.id())).isFalse();
            assertThat(persistence().identities().find(identity)).contains(first);
            persistence().users().insert(second);
        });

        assertThat(persistence().users().find(second.id())).contains(second);
    }

    @Test
    default void nameThatIsNoneIsRefusedAndNobodyIsCreated() throws Exception {
        Chat chat = chat();
        Identity identity = identity();

        StoreContract.assertRejected(ErrorCode.INVALID_NAME, () -> chat.users().getOrCreate(identity, " "));

        assertThat(persistence().identities().find(identity)).isEmpty();
    }
}
