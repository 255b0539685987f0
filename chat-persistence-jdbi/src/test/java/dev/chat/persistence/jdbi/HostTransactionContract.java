package dev.chat.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.chat.core.Chat;
import dev.chat.core.delivery.Delivery;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.Change;
import dev.chat.core.room.Room;
import dev.chat.core.user.User;
import dev.chat.testkit.Samples;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What holds for use cases within a host's own transaction, on either database. */
interface HostTransactionContract {
    JdbiPersistence persistence();

    /** Where the host's connections come from. */
    DataSource source();

    /** The host's own way to the database, in which it has a table {@code orders (id integer)}. */
    Jdbi host();

    private Chat chat(Collection<Change> published) {
        return Chat.on(persistence())
                .broadcaster(new Recorder(published))
                .heartbeat(Duration.ZERO)
                .build();
    }

    /** Waits for so many. */
    private static <T> List<T> take(BlockingQueue<T> queue, int count) throws InterruptedException {
        List<T> taken = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            taken.add(Objects.requireNonNull(queue.poll(30, TimeUnit.SECONDS), "nothing came"));
        }
        return taken;
    }

    private static String text(Change change) {
        return String.valueOf(((Change.MessageChanged) change).message().text());
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
        BlockingQueue<Change> published = new LinkedBlockingQueue<>();
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

        assertThat(take(published, 3))
                .extracting(change -> change.position().value())
                .containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(orders()).isEqualTo(before + 1);
    }

    @Test
    default void rollbackOfTheHostStoresAndPublishesNothing() throws Exception {
        BlockingQueue<Change> published = new LinkedBlockingQueue<>();
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
        BlockingQueue<Change> published = new LinkedBlockingQueue<>();
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

        assertThat(take(published, 1)).extracting(HostTransactionContract::text).containsExactly("Real");
        assertThat(published).isEmpty();
    }

    @Test
    default void refusedWorkIsUndoneAloneAndTheHostGoesOn() throws Exception {
        BlockingQueue<Change> published = new LinkedBlockingQueue<>();
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

    @Test
    default void whatTheHostCommitsOnItsConnectionIsDeliveredAtOnceAndWhatItRollsBackIsNot() throws Exception {
        {
            Chat chat = Chat.on(persistence()).heartbeat(Duration.ZERO).build();
            User user = chat.users().create(Samples.uniqueName("User"));
            Room room = chat.rooms().create(user.id(), Samples.uniqueName("Room"));
            BlockingQueue<Delivery> heard = new LinkedBlockingQueue<>();
            chat.hub()
                    .subscribe(user.id(), room.id(), chat.rooms().get(room.id()).head(), null, heard::add);
            assertThat(take(heard, 1)).hasOnlyElementsOfType(Delivery.Started.class);

            try (Handle handle = host().open()) {
                Connection connection = handle.getConnection();
                connection.setAutoCommit(false);
                persistence().within(connection, () -> chat.messages().send(user.id(), room.id(), "undone", "Undone"));
                connection.rollback();
                persistence().within(connection, () -> chat.messages().send(user.id(), room.id(), "first", "First"));
                connection.commit();
                persistence().within(connection, () -> chat.messages().send(user.id(), room.id(), "next", "Next"));
                connection.commit();
                connection.setAutoCommit(true);
            }

            List<String> texts = new ArrayList<>();
            while (!texts.contains("Next")) {
                Delivery.Changes changes = (Delivery.Changes) take(heard, 1).getFirst();
                changes.batch().changes().forEach(change -> texts.add(text(change)));
            }
            assertThat(texts).containsExactly("First", "Next");
        }
    }

    @Test
    default void connectionWithoutATransactionIsRefused() {
        try (Handle handle = host().open()) {
            assertThatThrownBy(() -> persistence().within(handle.getConnection(), () -> "never"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("autoCommit");
        }
    }

    @Test
    default void hostsOnlyConnectionIsEnough() throws Exception {
        HikariConfig configuration = new HikariConfig();
        configuration.setDataSource(source());
        configuration.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(configuration);
                JdbiPersistence one = JdbiPersistence.open(pool)) {
            BlockingQueue<Change> published = new LinkedBlockingQueue<>();
            Chat chat = Chat.on(one)
                    .broadcaster(new Recorder(published))
                    .heartbeat(Duration.ZERO)
                    .build();
            User user = chat.users().create(Samples.uniqueName("User"));
            Room room = chat.rooms().create(user.id(), Samples.uniqueName("Room"));
            published.clear();

            Jdbi.create(pool)
                    .useTransaction(handle ->
                            one.within(handle, () -> chat.messages().send(user.id(), room.id(), "first", "First")));
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                one.within(connection, () -> chat.messages().send(user.id(), room.id(), "next", "Next"));
                connection.commit();
            }

            assertThat(take(published, 2))
                    .extracting(HostTransactionContract::text)
                    .containsExactlyInAnyOrder("First", "Next");
        }
    }
}
