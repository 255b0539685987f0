package dev.chat.core.user;

import static dev.chat.core.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.Chat;
import dev.chat.core.error.ErrorCode;
import dev.chat.core.memory.InMemoryPersistence;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UsersTest {
    private final Chat chat = Chat.on(new InMemoryPersistence()).build();
    private final Users users = chat.users();

    @Test
    void createdUserIsKept() throws Exception {
        User user = users.create("  Ada   Lovelace ");

        assertThat(user.name()).isEqualTo(new UserName("Ada Lovelace"));
        assertThat(user.id().value().version()).isEqualTo(7);
        assertThat(users.get(user.id())).isEqualTo(user);
        assertThat(users.list(null, 10)).containsExactly(user);
    }

    @Test
    void hostMayBringItsOwnIds() throws Exception {
        UserId id = new UserId(UUID.randomUUID());

        assertThat(users.create(id, "Ada").id()).isEqualTo(id);
    }

    @Test
    void namesAreUniqueInWhateverCaseAndForm() throws Exception {
        users.create("Zoë");

        assertRejected(ErrorCode.NAME_TAKEN, () -> users.create("ZOE\u0308"));
        assertRejected(ErrorCode.NAME_TAKEN, () -> users.create(" ｚｏë "));
        assertRejected(ErrorCode.NAME_TAKEN, () -> users.create("deleted USER"));
        assertRejected(ErrorCode.INVALID_NAME, () -> users.create("Zo\u202eë"));
        assertThat(users.list(null, 10)).hasSize(1);
    }

    @Test
    void renamedUserFreesTheName() throws Exception {
        User user = users.create("Ada");

        assertThat(users.rename(user.id(), "Countess").name()).isEqualTo(new UserName("Countess"));
        assertThat(users.rename(user.id(), "COUNTESS").name()).isEqualTo(new UserName("COUNTESS"));
        assertThat(users.create("Ada").name()).isEqualTo(new UserName("Ada"));
        assertRejected(ErrorCode.NAME_TAKEN, () -> users.rename(user.id(), "ada"));
        assertThat(users.get(user.id()).name()).isEqualTo(new UserName("COUNTESS"));
    }

    @Test
    void deletedUserIsKnownButNoLongerByName() throws Exception {
        User user = users.create("Ada");

        users.delete(user.id());

        assertThat(users.get(user.id()).isDeleted()).isTrue();
        assertThat(users.get(user.id()).name()).isEqualTo(UserName.DELETED);
        assertThat(users.list(null, 10)).isEmpty();
        assertRejected(ErrorCode.USER_NOT_FOUND, () -> users.delete(user.id()));
        assertRejected(ErrorCode.USER_NOT_FOUND, () -> users.rename(user.id(), "Back"));
        users.create("Ada");
    }

    @Test
    void unknownUsersAreNotFound() {
        UserId nobody = new UserId(UUID.randomUUID());

        assertRejected(ErrorCode.USER_NOT_FOUND, () -> users.get(nobody));
        assertRejected(ErrorCode.USER_NOT_FOUND, () -> users.rename(nobody, "Ada"));
        assertRejected(ErrorCode.USER_NOT_FOUND, () -> users.delete(nobody));
    }
}
