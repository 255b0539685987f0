package dev.chat.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.Chat;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.Change;
import dev.chat.core.room.Room;
import dev.chat.core.user.User;
import dev.chat.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What holds for use cases within a host's own transaction, on either database. */
interface HostTransactionContract {
    JdbiPersistence persistence();

    /** The host's own way to the database, in which it has a table {@code orders (id integer)}. */
    Jdbi host();

    private Chat chat(List<Change> published) {
        return Chat.on(persistence()).broadcaster(new Recorder(published)).build();
    }

    private int orders() {
        return host().withHandle(handle -> handle.select("select count(*) from orders")
                .mapTo(Integer.class)
                .one());
    }

    private User found(User user) {
        return CompletableFuture.supplyAsync(
                        () -> persistence().users().find(user.id()).orElse(null))
                .join();
    }

    @Test
    default void commitOfTheHostStoresAndPublishes() throws Exception {
        List<Change> published = new ArrayList<>();
        Chat chat = chat(published);
        User user = chat.users().create(Samples.uniqueName("User"));
        int before = orders();

        try (Handle handle = host().open()) {
            handle.begin();
            handle.execute("insert into orders values (1)");
            Room room = persistence().within(handle, () -> chat.rooms().create(user.id(), Samples.uniqueName("Order")));
            persistence().within(handle, () -> chat.messages().send(user.id(), room.id(), "first", "Placed"));
            assertThat(published).isEmpty();
            handle.commit();
            assertThat(chat.rooms().get(room.id()).head().value()).isEqualTo(3);
        }

        assertThat(published).extracting(change -> change.position().value()).containsExactly(1L, 2L, 3L);
        assertThat(orders()).isEqualTo(before + 1);
    }

    @Test
    default void rollbackOfTheHostStoresAndPublishesNothing() throws Exception {
        List<Change> published = new ArrayList<>();
        Chat chat = chat(published);
        User user = chat.users().create(Samples.uniqueName("User"));
        User[] created = new User[1];

        try (Handle handle = host().open()) {
            handle.begin();
            persistence().within(handle, () -> chat.rooms().create(user.id(), Samples.uniqueName("Order")));
            created[0] = persistence().within(handle, () -> chat.users().create(Samples.uniqueName("User")));
            handle.rollback();
        }

        assertThat(published).isEmpty();
        assertThat(found(created[0])).isNull();
    }

    @Test
    default void whatTheHostUndoesBeforeItsCommitIsNotPublished() throws Exception {
        List<Change> published = new ArrayList<>();
        Chat chat = chat(published);
        User user = chat.users().create(Samples.uniqueName("User"));
        Room room = chat.rooms().create(user.id(), Samples.uniqueName("Room"));
        published.clear();

        try (Handle handle = host().open()) {
            handle.begin();
            handle.savepoint("host");
            persistence().within(handle, () -> chat.messages().send(user.id(), room.id(), "phantom", "Phantom"));
            handle.rollbackToSavepoint("host");
            persistence().within(handle, () -> chat.messages().send(user.id(), room.id(), "real", "Real"));
            handle.commit();
        }

        assertThat(published)
                .extracting(change -> ((Change.MessageChanged) change).message().text())
                .extracting(String::valueOf)
                .containsExactly("Real");
    }

    @Test
    default void refusedWorkIsUndoneAloneAndTheHostGoesOn() throws Exception {
        List<Change> published = new ArrayList<>();
        Chat chat = chat(published);
        User user = chat.users().create(Samples.uniqueName("User"));
        User another = Samples.user();
        int before = orders();

        try (Handle handle = host().open()) {
            handle.begin();
            handle.execute("insert into orders values (1)");
            assertThatThrownBy(() -> persistence().within(handle, () -> {
                        persistence().users().insert(another);
                        chat.rooms().create(user.id(), Samples.uniqueName("Order"));
                        return chat.users().create(user.name().value());
                    }))
                    .isInstanceOf(RejectedException.class);
            handle.commit();
        }

        assertThat(orders()).isEqualTo(before + 1);
        assertThat(found(another)).isNull();
        assertThat(published).isEmpty();
    }

    @Test
    default void theThreadIsFreeAgainAfterwards() throws Exception {
        try (Handle handle = host().open()) {
            handle.begin();
            User user = persistence().within(handle, () -> {
                User inserted = Samples.user();
                persistence().users().insert(inserted);
                return inserted;
            });

            assertThatThrownBy(() -> persistence().users().insert(Samples.user()))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(found(user)).isNull();
            handle.commit();
            assertThat(found(user)).isEqualTo(user);
        }
    }

    @Test
    default void handleWithoutATransactionIsRefused() {
        try (Handle handle = host().open()) {
            assertThatThrownBy(() -> persistence().within(handle, () -> "never"))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    default void anotherUnitOfWorkOnThisThreadIsRefused() {
        try (Handle handle = host().open()) {
            handle.begin();
            assertThatThrownBy(() ->
                            persistence().unitOfWork().write(() -> persistence().within(handle, () -> "never")))
                    .isInstanceOf(IllegalStateException.class);
            handle.rollback();
        }
    }
}
