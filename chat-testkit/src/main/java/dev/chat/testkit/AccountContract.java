package dev.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.Chat;
import dev.chat.core.delivery.Delivery;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.Position;
import dev.chat.core.room.Room;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That an account's renaming and deletion reach everything, whatever its user does at the same time. */
public interface AccountContract extends StoreContract {
    /** How often each race is run; both orders come up. */
    int ROUNDS = 15;

    private Chat newChat() {
        return Chat.on(persistence()).dispatcher(Runnable::run).build();
    }

    private static User newUser(Chat chat) throws RejectedException {
        return chat.users().create(Samples.uniqueName("User"));
    }

    /** Runs both at once; either may be refused. */
    private static void race(StoreContract.Writing one, StoreContract.Writing other) throws Exception {
        Concurrently.call(List.of(() -> attempt(one), () -> attempt(other)));
    }

    private static boolean attempt(StoreContract.Writing work) {
        try {
            work.run();
            return true;
        } catch (RejectedException refused) {
            return false;
        }
    }

    @Test
    default void deletedAccountStaysDeletedWhileItIsRenamed() throws Exception {
        Chat chat = newChat();
        for (int round = 0; round < ROUNDS; round++) {
            UserId user = newUser(chat).id();

            race(() -> chat.users().delete(user), () -> chat.users().rename(user, Samples.uniqueName("New")));

            assertThat(chat.users().get(user).isDeleted()).isTrue();
        }
    }

    @Test
    default void deletedAccountIsNoMemberOfWhatItJoinsOrCreatesMeanwhile() throws Exception {
        Chat chat = newChat();
        UserId owner = newUser(chat).id();
        for (int round = 0; round < ROUNDS; round++) {
            UserId user = newUser(chat).id();
            Room room = chat.rooms().create(owner, Samples.uniqueName("Room"));
            String name = Samples.uniqueName("Created");

            race(() -> chat.users().delete(user), () -> {
                chat.members().join(user, room.id());
                chat.rooms().create(user, name);
            });

            assertThat(persistence().members().roomsOf(user))
                    .allSatisfy(known -> assertThat(persistence()
                                    .members()
                                    .find(known, user)
                                    .orElseThrow()
                                    .isActive())
                            .isFalse());
        }
    }

    @Test
    default void newNameReachesSubscribersOfARoomThatItsUserJoinsMeanwhile() throws Exception {
        Chat chat = newChat();
        UserId owner = newUser(chat).id();
        for (int round = 0; round < ROUNDS; round++) {
            UserId user = newUser(chat).id();
            Room room = chat.rooms().create(owner, Samples.uniqueName("Room"));
            RoomState state = new RoomState();
            chat.hub().subscribeDirectly(owner, room.id(), Position.START, null, delivery -> {
                if (delivery instanceof Delivery.Changes changes) {
                    state.apply(changes.batch());
                }
            });

            race(
                    () -> chat.users().rename(user, Samples.uniqueName("New")),
                    () -> chat.members().join(user, room.id()));
            chat.messages().send(owner, room.id(), "round-" + round, "The last word");

            ChangeBatch everything = (ChangeBatch) chat.history().changesSince(owner, room.id(), Position.START, null);
            assertThat(state.toString())
                    .isEqualTo(RoomState.of(room.id(), everything).toString());
        }
    }
}
