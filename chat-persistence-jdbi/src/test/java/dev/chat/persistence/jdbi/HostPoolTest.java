package dev.chat.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.chat.core.Chat;
import dev.chat.core.delivery.Delivery;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.HistoryQuery;
import dev.chat.core.room.Room;
import dev.chat.core.store.StoreException;
import dev.chat.core.user.User;
import dev.chat.testkit.Concurrently;
import dev.chat.testkit.Samples;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host application's pool of few connections, which it shares with the chat. */
class HostPoolTest {
    private final String database = PostgresqlForTests.newDatabase();
    private final HikariDataSource pool = new HikariDataSource();

    @AfterEach
    void close() {
        pool.close();
    }

    private HikariDataSource pool(int connections) {
        pool.setJdbcUrl(database);
        pool.setUsername(PostgresqlForTests.USER);
        pool.setPassword(PostgresqlForTests.PASSWORD);
        pool.setMaximumPoolSize(connections);
        pool.setConnectionInitSql("set synchronous_commit = on");
        return pool;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void smallPoolServesTheWholeChat(int connections) throws Exception {
        LinkedBlockingQueue<Delivery> heard = new LinkedBlockingQueue<>();
        try (Chat chat = Chat.on(JdbiPersistence.open(pool(connections))).build()) {
            User ada = chat.users().create("Ada");
            Room room = chat.rooms().create(ada.id(), "Engines");
            chat.hub().subscribe(ada.id(), room.id(), room.head(), null, heard::add);
            List<Callable<String>> sends = IntStream.range(0, 12)
                    .<Callable<String>>mapToObj(index -> () -> String.valueOf(chat.messages()
                            .send(ada.id(), room.id(), "message-" + index, "Text")
                            .message()
                            .text()))
                    .toList();

            assertThat(Concurrently.call(sends)).hasSize(12);

            chat.users().rename(ada.id(), "Countess");
            long last = chat.rooms().get(room.id()).head().value();
            while (!(heard.take() instanceof Delivery.Changes changes)
                    || changes.batch().upTo().value() < last) {
                // All of them arrive.
            }
            assertThat(chat.history()
                            .page(ada.id(), room.id(), new HistoryQuery.Newest(), 50)
                            .messages())
                    .hasSize(12);
        }
    }

    /** All connections are the host's when the commits come: nobody may need another one then. */
    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void moreHostTransactionsThanConnectionsSendWithinThem(int connections) throws Exception {
        try (JdbiPersistence persistence = JdbiPersistence.open(pool(connections));
                Chat chat = Chat.on(persistence).build()) {
            User ada = chat.users().create("Ada");
            List<Room> rooms = Stream.generate(() -> "Room")
                    .limit(12)
                    .map(name -> room(chat, ada, name))
                    .toList();
            CyclicBarrier allOpen = new CyclicBarrier(connections);
            Jdbi host = Jdbi.create(pool);

            List<Callable<Long>> transactions = rooms.stream()
                    .<Callable<Long>>map(room -> () -> host.inTransaction(handle -> {
                        long position = persistence
                                .within(handle, () -> chat.messages().send(ada.id(), room.id(), "c" + room.id(), "!"))
                                .message()
                                .position()
                                .value();
                        if (connections == 10 && rooms.indexOf(room) < 10) {
                            allOpen.await();
                        }
                        return position;
                    }))
                    .toList();

            assertThat(Concurrently.call(transactions)).hasSize(12).containsOnly(3L);
        }
    }

    private static Room room(Chat chat, User owner, String prefix) {
        try {
            return chat.rooms().create(owner.id(), Samples.uniqueName(prefix));
        } catch (RejectedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void sendBesideAHostTransactionThatHoldsTheLastConnectionFailsAndSaysHowManyItTakes() throws Exception {
        try (JdbiPersistence persistence = JdbiPersistence.open(
                        pool(1), Durability.POWER_LOSS, JdbiPersistence.SCHEMA, Duration.ofMillis(250));
                Chat chat = Chat.on(persistence).heartbeat(Duration.ZERO).build()) {
            User ada = chat.users().create("Ada");
            Room room = chat.rooms().create(ada.id(), "Engines");

            try (Handle host = Jdbi.create(pool).open()) {
                host.begin();
                assertThatThrownBy(() -> chat.messages().send(ada.id(), room.id(), "first", "Text"))
                        .isInstanceOfSatisfying(
                                StoreException.class,
                                failure -> assertThat(failure.isRetrySafe()).isTrue())
                        .hasMessageContaining("JdbiPersistence.within")
                        .hasMessageContaining("one more connection than");
                assertThatThrownBy(() -> chat.users().get(ada.id()))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("JdbiPersistence.within");
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                host.rollback();
            }

            assertThat(chat.messages()
                            .send(ada.id(), room.id(), "first", "Text")
                            .duplicate())
                    .isFalse();
        }
    }
}
