package dev.chat.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.chat.core.Chat;
import dev.chat.core.Persistence;
import dev.chat.core.room.HistoryQuery;
import dev.chat.core.room.Room;
import dev.chat.core.user.User;
import dev.chat.testkit.Concurrently;
import dev.chat.testkit.Samples;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store behind a real PgBouncer, which has fewer connections than the store would like. */
class PoolerTest {
    private static final int CONNECTIONS = 4;

    private static JdbiPersistence open(PgBouncer pooler) {
        return JdbiPersistence.postgresql(pooler.url(), PostgresqlForTests.USER, PostgresqlForTests.PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"session", "transaction"})
    void storeServesMany(String mode) throws Exception {
        try (PgBouncer pooler = PgBouncer.start(mode, PostgresqlForTests.newDatabase(), CONNECTIONS);
                JdbiPersistence persistence = open(pooler)) {
            assertServesMany(persistence);
        }
    }

    @Test
    void hostsPoolServesMany() throws Exception {
        String database = PostgresqlForTests.newDatabase();
        PostgresqlForTests.execute(
                "alter database " + PostgresqlForTests.name(database) + " set synchronous_commit = on");
        try (PgBouncer pooler = PgBouncer.start("transaction", database, CONNECTIONS);
                HikariDataSource host = new HikariDataSource()) {
            host.setJdbcUrl(pooler.url());
            host.setUsername(PostgresqlForTests.USER);
            assertServesMany(JdbiPersistence.open(host));
        }
    }

    private static void assertServesMany(Persistence persistence) throws Exception {
        try (Chat chat = Chat.on(persistence).build()) {
            User ada = chat.users().create("Ada");
            List<Room> rooms = List.of(
                    chat.rooms().create(ada.id(), "One"),
                    chat.rooms().create(ada.id(), "Two"),
                    chat.rooms().create(ada.id(), "Three"));
            List<Callable<Integer>> clients = IntStream.range(0, 12)
                    .<Callable<Integer>>mapToObj(client -> () -> {
                        Room room = rooms.get(client % 3);
                        for (int index = 0; index < 10; index++) {
                            chat.messages().send(ada.id(), room.id(), client + "-" + index, "Text");
                            chat.history().page(ada.id(), room.id(), new HistoryQuery.Newest(), 3);
                        }
                        return client;
                    })
                    .toList();

            assertThat(Concurrently.call(clients)).hasSize(12);

            for (Room room : rooms) {
                assertThat(chat.rooms().get(room.id()).head().value()).isEqualTo(2 + 40);
            }
        }
    }

    /** A setting of a session would stay with whoever has that session next. */
    @Test
    void nothingIsLeftInTheSessionsThatOthersShare() throws Exception {
        String database = PostgresqlForTests.newDatabase();
        try (PgBouncer pooler = PgBouncer.start("transaction", database, CONNECTIONS)) {
            try (JdbiPersistence persistence = open(pooler)) {
                Samples.storedUser(persistence);
            }
            String left = Jdbi.create(PostgresqlServer.patient(
                            pooler.url(), PostgresqlForTests.USER, PostgresqlForTests.PASSWORD))
                    .withHandle(handle -> handle.select("select current_setting('lock_timeout') || ' '"
                                    + " || current_setting('statement_timeout') || ' '"
                                    + " || (select count(*) from pg_prepared_statements)")
                            .mapTo(String.class)
                            .one());

            assertThat(left).isEqualTo("0 0 0");
        }
    }

    @Test
    void commitsWaitForTheDiskWhateverTheRoleIsSetTo() throws Exception {
        String database = PostgresqlForTests.newDatabase();
        PostgresqlForTests.execute(
                "alter database " + PostgresqlForTests.name(database) + " set synchronous_commit = off");
        try (PgBouncer pooler = PgBouncer.start("transaction", database, CONNECTIONS)) {
            Jdbi sessions = Jdbi.create(
                    PostgresqlServer.patient(pooler.url(), PostgresqlForTests.USER, PostgresqlForTests.PASSWORD));
            sessions.setTransactionHandler(SessionSettings.eachTime(StoreSettings.DEFAULTS));

            assertThat(sessions.<String, RuntimeException>withHandle(PoolerTest::synchronousCommit))
                    .isEqualTo("off");
            assertThat(sessions.<String, RuntimeException>inTransaction(PoolerTest::synchronousCommit))
                    .isEqualTo("on");
        }
    }

    private static String synchronousCommit(Handle handle) {
        return handle.select("select current_setting('synchronous_commit')")
                .mapTo(String.class)
                .one();
    }

    @Test
    void statementPoolingIsRefusedAndSaysWhatToSet() throws Exception {
        try (PgBouncer pooler = PgBouncer.start("statement", PostgresqlForTests.newDatabase(), CONNECTIONS)) {
            assertThatThrownBy(() -> open(pooler))
                    .isInstanceOf(StoreRefusedException.class)
                    .hasMessageContaining("pool_mode");
        }
    }

    @Test
    void onlyAPoolerIsTakenForOne() throws Exception {
        String database = PostgresqlForTests.newDatabase();
        try (Connection direct = PostgresqlServer.patient(
                        database, PostgresqlForTests.USER, PostgresqlForTests.PASSWORD)
                .getConnection()) {
            assertThat(Pooler.isBehind(direct)).isFalse();
        }
    }
}
