package dev.chat.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.Chat;
import dev.chat.core.Persistence;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.Epoch;
import dev.chat.core.room.Member;
import dev.chat.core.room.MessageText;
import dev.chat.core.room.Messages;
import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import dev.chat.core.store.StoreException;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import dev.chat.persistence.jdbi.migration.Migration;
import dev.chat.testkit.Concurrently;
import dev.chat.testkit.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class MigrationTest {
    private static final UUID EARLIER = new UUID(2, 2);
    private static final UUID LATER = new UUID(1, 1);

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
    void h2OfTheFirstVersionIsTakenOver(@TempDir Path folder) throws Exception {
        JdbcDataSource host = new JdbcDataSource();
        host.setUrl("jdbc:h2:" + folder.resolve("host"));
        assertFirstVersionIsTakenOver(host, Dialect.H2);
    }

    @Test
    void postgresqlOfTheFirstVersionIsTakenOver() throws Exception {
        PGSimpleDataSource host = PostgresqlServer.patient(
                PostgresqlForTests.newDatabase(), PostgresqlForTests.USER, PostgresqlForTests.PASSWORD);
        host.setOptions("-c synchronous_commit=on");
        assertFirstVersionIsTakenOver(host, Dialect.POSTGRESQL);
    }

    private static void member(Handle handle, UUID room, UUID user, String name, int hoursAgo) {
        handle.execute("insert into chat_users values (?, ?, lower(?), now(), null)", user, name, name);
        handle.execute(
                "insert into chat_members values (?, ?, 'member', true, 5, now() - interval '" + hoursAgo
                        + "' hour, null)",
                room,
                user);
    }

    private static void assertFirstVersionIsTakenOver(DataSource database, Dialect dialect) throws Exception {
        FlywayForTests.migrate(database, dialect, "1");
        UUID user = UUID.randomUUID();
        UUID room = UUID.randomUUID();
        Jdbi.create(database).useHandle(handle -> {
            handle.execute("insert into chat_users values (?, 'Ada', 'ada', now(), null)", user);
            handle.execute("insert into chat_rooms values (?, 'Room', 'room', 1, 5, 3, now(), null)", room);
            handle.execute("insert into chat_members values (?, ?, 'owner', true, 2, now(), null)", room, user);
            member(handle, room, EARLIER, "Earlier", 4);
            member(handle, room, LATER, "Later", 3);
            handle.execute(
                    "insert into chat_messages values (?, 3, 3, ?, 'as-sent', 'First', now(), null, null)", room, user);
            handle.execute(
                    "insert into chat_messages values (?, 4, 5, ?, 'edited', 'Second', now(), now(), null)",
                    room,
                    user);
        });

        try (Chat chat = Chat.on(JdbiPersistence.open(database)).build()) {
            assertFirstVersionIsTakenOver(chat.messages(), new UserId(user), new RoomId(room));
            assertMembersKeepTheirSeniority(chat, new UserId(user), new RoomId(room));
        }
    }

    /** Two others have joined before those of today: they inherit the room in the order of the times that were kept. */
    private static void assertMembersKeepTheirSeniority(Chat chat, UserId owner, RoomId room) throws Exception {
        User newcomer = chat.users().create("Newcomer");
        chat.members().join(newcomer.id(), room);

        chat.members().leave(owner, room);
        assertThat(chat.history().open(newcomer.id(), room, 1).members())
                .filteredOn(Member::isOwner)
                .extracting(member -> member.user().name().value())
                .containsExactly("Earlier");

        chat.members().leave(new UserId(EARLIER), room);
        assertThat(chat.history().open(newcomer.id(), room, 1).members())
                .filteredOn(Member::isOwner)
                .extracting(member -> member.user().name().value())
                .containsExactly("Later");
    }

    private static void assertFirstVersionIsTakenOver(Messages messages, UserId user, RoomId room) throws Exception {
        assertThat(messages.send(user, room, "edited", "Whatever").message().text())
                .isEqualTo(new MessageText("Second"));
        messages.edit(user, room, new Position(3), "Second");
        assertThat(messages.send(user, room, "as-sent", "First").duplicate()).isTrue();
        assertThatThrownBy(() -> messages.send(user, room, "as-sent", "Second")).isInstanceOf(RejectedException.class);
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
    void databaseThatWasMadeFromAnotherFileIsRefused() {
        String url = PostgresqlForTests.newDatabase();
        PostgresqlForTests.open(url).close();
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(url);
        Jdbi.create(database)
                .useHandle(handle ->
                        handle.execute("update chat_schema_history set checksum = checksum + 1 where version = '2'"));

        assertThatThrownBy(() -> PostgresqlForTests.open(url))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("V2__first_text.sql");
    }

    @Test
    void everyFileOfMigrationsIsNamed() throws Exception {
        Path folder = Path.of(Objects.requireNonNull(MigrationTest.class.getResource("/db/chat/migration"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(Migration.ALL.stream().map(Migration::script))
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString()).toList());
        }
        assertThat(Migration.ALL).extracting(Migration::version).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void h2GoesOnWhereAKillCutItOff() {
        boolean killed = true;
        for (int steps = 0; killed; steps++) {
            JdbcDataSource host = new JdbcDataSource();
            host.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            killed = isKilledAfter(steps, host);

            // Two epochs, or a statement left out, would show.
            JdbiPersistence.open(host).close();
            assertThat(shape(host)).as("killed after %s steps", steps).isEqualTo(SHAPE);
        }
    }

    private static boolean isKilledAfter(int steps, DataSource host) {
        try {
            Migrations.run(KillableDatabase.killedAfter(steps, host), Dialect.H2, "chat");
            return false;
        } catch (StoreException killed) {
            return true;
        }
    }

    private static final List<String> SHAPE = shapeOfAWholeDatabase();

    private static List<String> shapeOfAWholeDatabase() {
        JdbcDataSource host = new JdbcDataSource();
        host.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        JdbiPersistence.open(host).close();
        return shape(host);
    }

    /** Everything that defines the tables, and the history. */
    private static List<String> shape(DataSource host) {
        return Jdbi.create(host)
                .withHandle(handle -> handle.select("""
                        select table_name || '.' || column_name || ' ' || data_type
                        from information_schema.columns where table_schema = 'CHAT'
                        union all select constraint_name || ' ' || constraint_type
                        from information_schema.table_constraints
                        where table_schema = 'CHAT' and constraint_name not like 'CONSTRAINT%'
                        union all select index_name || ' ' || column_name
                        from information_schema.index_columns
                        where table_schema = 'CHAT' and index_name not like '%KEY_%'
                        union all select "script" || ' ' || "type" || ' ' || "success" from chat."chat_schema_history"
                        order by 1""").mapTo(String.class).list());
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
