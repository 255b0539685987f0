package dev.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.Chat;
import dev.chat.core.delivery.Delivery;
import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.Change;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.Member;
import dev.chat.core.room.MemberCounts;
import dev.chat.core.room.Position;
import dev.chat.core.room.Room;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import dev.chat.core.user.UserName;
import java.util.ArrayList;
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

    @Test
    default void oneOfTwoWhoAskAtOnceGetsTheLastPlaceOfAUser() throws Exception {
        Chat chat = Chat.on(persistence())
                .dispatcher(Runnable::run)
                .maxRoomsPerUser(2)
                .build();
        UserId owner = newUser(chat).id();
        Room one = chat.rooms().create(owner, Samples.uniqueName("Room"));
        Room other = chat.rooms().create(owner, Samples.uniqueName("Room"));
        for (int round = 0; round < ROUNDS; round++) {
            UserId user = newUser(chat).id();
            chat.rooms().create(user, Samples.uniqueName("First"));
            String name = Samples.uniqueName("Created");

            List<Boolean> done = Concurrently.call(List.of(
                    () -> attempt(() -> chat.members().join(user, one.id())),
                    () -> attempt(() -> chat.members().join(user, other.id())),
                    () -> attempt(() -> chat.rooms().create(user, name))));

            assertThat(done).containsExactlyInAnyOrder(true, false, false);
            assertThat(persistence().members().count(user)).isEqualTo(new MemberCounts(2, 2));
            StoreContract.assertRejected(
                    ErrorCode.TOO_MANY_ROOMS, () -> chat.rooms().create(user, Samples.uniqueName("Room")));
        }
    }

    @Test
    default void roomsThatAUserHasLeftAreLimitedTooButAnyOfThemMayBeEnteredAgain() throws Exception {
        Chat chat = Chat.on(persistence())
                .dispatcher(Runnable::run)
                .maxRoomsPerUser(1)
                .build();
        UserId user = newUser(chat).id();
        List<Room> left = new ArrayList<>();
        for (int room = 0; room < 10; room++) {
            left.add(chat.rooms().create(user, Samples.uniqueName("Room")));
            chat.members().leave(user, left.getLast().id());
        }

        StoreContract.assertRejected(
                ErrorCode.TOO_MANY_ROOMS, () -> chat.rooms().create(user, Samples.uniqueName("Room")));
        assertThat(chat.members().join(user, left.getFirst().id()).isActive()).isTrue();
        StoreContract.assertRejected(
                ErrorCode.TOO_MANY_ROOMS,
                () -> chat.members().join(user, left.getLast().id()));
        assertThat(chat.members().join(user, left.getFirst().id()).isActive())
                .as("a member already")
                .isTrue();
    }

    /** More than are written at once, and some of each kind. */
    @Test
    default void accountOfManyRoomsIsChangedInEachOfThem() throws Exception {
        Chat chat = newChat();
        UserId user = newUser(chat).id();
        UserId heir = newUser(chat).id();
        List<Room> rooms = new ArrayList<>();
        for (int number = 0; number < 410; number++) {
            Room room = chat.rooms().create(user, Samples.uniqueName("Room"));
            rooms.add(room);
            if (number % 3 == 1) {
                chat.members().join(heir, room.id());
            } else if (number % 100 == 2) {
                chat.members().leave(user, room.id());
            }
        }
        chat.rooms().delete(user, rooms.removeLast().id());
        String name = Samples.uniqueName("New");

        List<Long> heads = heads(chat, rooms);
        chat.users().rename(user, name);
        for (int number = 0; number < rooms.size(); number++) {
            assertLastChange(chat, rooms.get(number), user, name, heads.get(number) + 1);
        }

        chat.users().delete(user);
        for (Room room : rooms) {
            Member gone = persistence().members().find(room.id(), user).orElseThrow();
            assertThat(gone.isActive()).isFalse();
            assertThat(gone.user().name()).isEqualTo(UserName.DELETED);
        }
        assertThat(persistence().members().count(user)).isEqualTo(new MemberCounts(0, rooms.size()));
        assertThat(persistence()
                        .members()
                        .find(rooms.get(1).id(), heir)
                        .orElseThrow()
                        .isOwner())
                .isTrue();
    }

    private static List<Long> heads(Chat chat, List<Room> rooms) throws RejectedException {
        List<Long> heads = new ArrayList<>();
        for (Room room : rooms) {
            heads.add(chat.rooms().get(room.id()).head().value());
        }
        return heads;
    }

    private void assertLastChange(Chat chat, Room room, UserId user, String name, long head) throws RejectedException {
        assertThat(chat.rooms().get(room.id()).head().value()).isEqualTo(head);
        assertThat(persistence().changeLog().since(room.id(), new Position(head - 1), 10))
                .singleElement()
                .isInstanceOfSatisfying(Change.MemberChanged.class, change -> {
                    assertThat(change.member().isOf(user)).isTrue();
                    assertThat(change.member().user().name().value()).isEqualTo(name);
                });
    }
}
