package dev.chat.testkit;

import static dev.chat.testkit.StoreContract.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.store.StoreException;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import dev.chat.core.user.UserName;
import dev.chat.core.user.UserRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link UserRepository} keeps to. */
public interface UserRepositoryContract extends StoreContract {
    private UserRepository users() {
        return persistence().users();
    }

    @Test
    default void findsAUserByIdWithEverythingItHas() throws Exception {
        User user = Samples.storedUser(persistence());

        assertThat(users().find(user.id())).contains(user);
        assertThat(users().find(new UserId(UUID.randomUUID()))).isEmpty();
    }

    @Test
    default void lockedUserIsTheLatest() throws Exception {
        User user = Samples.storedUser(persistence());

        assertThat(write(() -> users().lock(user.id()))).contains(user);
        assertThat(write(() -> users().lock(new UserId(UUID.randomUUID())))).isEmpty();
        assertThatThrownBy(() -> users().lock(user.id())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void findsAUserByNameInWhateverCase() throws Exception {
        User user = Samples.user(Samples.uniqueName("Zoë Ünal"));
        writing(() -> users().insert(user));

        assertThat(users().findByName(new UserName(user.name().value().toUpperCase(java.util.Locale.ROOT))))
                .contains(user);
        assertThat(users().findByName(new UserName(Samples.uniqueName("Nobody"))))
                .isEmpty();
    }

    @Test
    default void keepsNamesInAnyScript() throws Exception {
        for (String name : List.of("محمد العربي", "李小龙", "Дмитрий", "🦊 fox", "a'b\"c\\d%_;--")) {
            User user = Samples.user(Samples.uniqueName(name));
            writing(() -> users().insert(user));
            assertThat(users().find(user.id())).contains(user);
        }
    }

    @Test
    default void nameOfAnotherIsTaken() throws Exception {
        User user = Samples.storedUser(persistence());
        User twin = Samples.user(user.name().value().toUpperCase(java.util.Locale.ROOT));

        assertRejected(ErrorCode.NAME_TAKEN, () -> writing(() -> users().insert(twin)));

        assertThat(users().find(twin.id())).isEmpty();
    }

    @Test
    default void idOfAnotherIsAFailure() throws Exception {
        User user = Samples.storedUser(persistence());
        User other = new User(user.id(), new UserName(Samples.uniqueName("Other")), Samples.NOW, null);

        assertThatThrownBy(() -> writing(() -> users().insert(other))).isInstanceOf(StoreException.class);

        assertThat(users().find(user.id())).contains(user);
    }

    @Test
    default void updateReplacesAndFreesTheFormerName() throws Exception {
        User user = Samples.storedUser(persistence());
        User renamed = new User(user.id(), new UserName(Samples.uniqueName("New")), user.createdAt(), null);

        writing(() -> users().update(renamed));
        User heir = Samples.user(user.name().value());
        writing(() -> users().insert(heir));

        assertThat(users().find(user.id())).contains(renamed);
        assertThat(users().findByName(user.name())).contains(heir);
    }

    @Test
    default void updateMayChangeTheCaseOfTheOwnName() throws Exception {
        User user = Samples.storedUser(persistence());
        UserName louder = new UserName(user.name().value().toUpperCase(java.util.Locale.ROOT));
        User renamed = new User(user.id(), louder, user.createdAt(), null);

        writing(() -> users().update(renamed));

        assertThat(users().find(user.id())).contains(renamed);
    }

    @Test
    default void updateToTheNameOfAnotherIsRefused() throws Exception {
        User user = Samples.storedUser(persistence());
        User other = Samples.storedUser(persistence());
        User renamed = new User(user.id(), other.name(), user.createdAt(), null);

        assertRejected(ErrorCode.NAME_TAKEN, () -> writing(() -> users().update(renamed)));

        assertThat(users().find(user.id())).contains(user);
    }

    @Test
    default void namesOfDeletedUsersAreFree() throws Exception {
        User user = Samples.storedUser(persistence());
        User another = Samples.storedUser(persistence());
        User deleted = new User(user.id(), UserName.DELETED, user.createdAt(), Samples.NOW);
        writing(() -> users().update(deleted));
        writing(() -> users().update(new User(another.id(), UserName.DELETED, user.createdAt(), Samples.NOW)));
        User heir = Samples.user(user.name().value());

        writing(() -> users().insert(heir));

        assertThat(users().find(user.id())).contains(deleted);
        assertThat(users().findByName(user.name())).contains(heir);
        assertThat(users().findByName(UserName.DELETED)).isEmpty();
    }

    @Test
    default void ofManyWhoWantANameAtOnceOneGetsIt() throws Exception {
        String name = Samples.uniqueName("Wanted");
        Callable<Boolean> attempt = () -> {
            try {
                writing(() -> users().insert(Samples.user(name)));
                return true;
            } catch (RejectedException rejection) {
                assertThat(rejection.code()).isEqualTo(ErrorCode.NAME_TAKEN);
                return false;
            }
        };

        List<Boolean> outcomes = Concurrently.call(
                IntStream.range(0, 8).mapToObj(index -> attempt).toList());

        assertThat(outcomes).containsOnlyOnce(true);
    }

    @Test
    default void listsEachActiveUserOnceInPages() throws Exception {
        List<User> some = new ArrayList<>();
        for (int index = 0; index < 7; index++) {
            some.add(Samples.storedUser(persistence()));
        }
        User gone = some.removeLast();
        writing(() -> users().update(new User(gone.id(), UserName.DELETED, gone.createdAt(), Samples.NOW)));

        List<User> all = new ArrayList<>();
        @Nullable String after = null;
        List<User> page;
        do {
            page = users().list(after, 3);
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            all.addAll(page);
            after = page.isEmpty() ? after : page.getLast().nameKey();
        } while (!page.isEmpty());

        assertThat(all).containsAll(some).doesNotHaveDuplicates();
        assertThat(all).noneMatch(User::isDeleted);
    }

    @Test
    default void namesThatMayBeSharedAre() throws Exception {
        UserName name = new UserName(Samples.uniqueName("Name"));
        User alone = new User(new UserId(UUID.randomUUID()), name, Samples.NOW, null);
        User one = new User(new UserId(UUID.randomUUID()), name, Samples.NOW, null, true);
        User other = new User(new UserId(UUID.randomUUID()), name, Samples.NOW, null, true);
        writing(() -> {
            users().insert(one);
            users().insert(alone);
            users().insert(other);
        });

        assertThat(users().find(one.id())).contains(one);
        assertThat(users().find(other.id())).contains(other);
        assertThat(users().findByName(name)).contains(alone);
        assertThat(users().list(null, 10_000)).contains(alone, one, other);
        UserName next = new UserName(Samples.uniqueName("Name"));
        User renamed = new User(one.id(), next, Samples.NOW, null, true);
        User alike = new User(other.id(), next, Samples.NOW, null, true);
        writing(() -> users().update(renamed));
        writing(() -> users().update(alike));
        assertThat(users().find(one.id())).contains(renamed);
        assertThat(users().find(other.id())).contains(alike);
    }
}
