package dev.chat.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.Persistence;
import dev.chat.core.room.Epoch;
import dev.chat.core.store.StoreException;
import dev.chat.core.user.User;
import dev.chat.testkit.Concurrently;
import dev.chat.testkit.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class MigrationTest {
    @Test
    void h2KeepsEverythingBetweenTwoOpens(@TempDir Path folder) throws Exception {
        assertKeepsEverything(() -> JdbiPersistence.h2(folder));
    }

    @Test
    void postgresqlKeepsEverythingBetweenTwoOpens() throws Exception {
        String url = PostgresqlForTests.newDatabase();
        assertKeepsEverything(() -> PostgresqlForTests.open(url));
    }

    private static void assertKeepsEverything(Supplier<Persistence> open) throws Exception {
        User user;
        Epoch epoch;
        try (Persistence first = open.get()) {
            user = Samples.storedUser(first);
            epoch = first.changeLog().epoch();
        }
        try (Persistence second = open.get()) {
            assertThat(second.users().find(user.id())).contains(user);
            assertThat(second.changeLog().epoch()).isEqualTo(epoch);
        }
    }

    @Test
    void databaseOfANewerVersionIsRefused() {
        String url = PostgresqlForTests.newDatabase();
        PostgresqlForTests.open(url).close();
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(url);
        Jdbi.create(database)
                .useHandle(handle -> handle.execute(
                        "insert into chat_schema_history (installed_rank, version, description, type, script,"
                                + " installed_by, execution_time, success)"
                                + " values (99, '999', 'later', 'SQL', 'V999__later.sql', 'somebody', 1, true)"));

        assertThatThrownBy(() -> PostgresqlForTests.open(url))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("made by a newer version");
    }

    @Test
    void everyStoreHasItsOwnEpoch(@TempDir Path one, @TempDir Path other) {
        try (Persistence first = JdbiPersistence.h2(one);
                Persistence second = JdbiPersistence.h2(other)) {
            assertThat(first.changeLog().epoch())
                    .isNotEqualTo(second.changeLog().epoch());
        }
    }

    @Test
    void severalProcessesMayOpenANewDatabaseAtOnce() throws Exception {
        String url = PostgresqlForTests.newDatabase();
        Callable<Epoch> open = () -> {
            try (Persistence persistence = PostgresqlForTests.open(url)) {
                return persistence.changeLog().epoch();
            }
        };

        assertThat(Concurrently.call(List.of(open, open, open))).containsOnly(epoch(url));
    }

    private static Epoch epoch(String url) {
        try (Persistence persistence = PostgresqlForTests.open(url)) {
            return persistence.changeLog().epoch();
        }
    }

    @Test
    void tablesOfAHostArePutUpWithOnPostgresql() throws Exception {
        PGSimpleDataSource host = PostgresqlServer.patient(
                PostgresqlForTests.newDatabase(), PostgresqlForTests.USER, PostgresqlForTests.PASSWORD);
        host.setOptions("-c synchronous_commit=on");
        Jdbi.create(host).useHandle(handle -> handle.execute("create table users (id integer)"));

        try (Persistence persistence = JdbiPersistence.open(host)) {
            Samples.storedUser(persistence);
        }

        assertThat(Jdbi.create(host)
                        .<Integer, RuntimeException>withHandle(handle -> handle.select("select count(*) from users")
                                .mapTo(Integer.class)
                                .one()))
                .isZero();
    }

    @Test
    void tablesOfAHostArePutUpWithOnH2WhateverItsMode(@TempDir Path folder) throws Exception {
        JdbcDataSource host = new JdbcDataSource();
        host.setUrl("jdbc:h2:" + folder.resolve("host"));
        Jdbi.create(host).useHandle(handle -> handle.execute("create table users (id integer)"));

        try (Persistence persistence = JdbiPersistence.open(host)) {
            User user = Samples.storedUser(persistence);
            assertThat(persistence.users().find(user.id())).contains(user);
        }
    }

    @Test
    void serverThatWouldLoseWhatItAcknowledgedIsRefusedUnlessTheHostAcceptsIt() {
        PGSimpleDataSource host = PostgresqlServer.patient(
                PostgresqlForTests.newDatabase(), PostgresqlForTests.USER, PostgresqlForTests.PASSWORD);
        host.setOptions("-c synchronous_commit=off");

        assertThatThrownBy(() -> JdbiPersistence.open(host))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("synchronous_commit");
        JdbiPersistence.open(host, Durability.PROCESS_DEATH).close();
    }

    @Test
    void ownSessionsWaitForTheDiskWhateverTheServersDefault() throws Exception {
        String url = PostgresqlForTests.newDatabase() + "&options=-c%20synchronous_commit=off";

        try (Persistence persistence = PostgresqlForTests.open(url)) {
            Samples.storedUser(persistence);
        }
    }

    @Test
    void databaseOfAnotherEncodingIsRefused() {
        String url = PostgresqlForTests.newDatabase("encoding 'SQL_ASCII' locale 'C' template template0");

        assertThatThrownBy(() -> PostgresqlForTests.open(url))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("UTF8");
    }
}
