package dev.chat.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.Chat;
import dev.chat.core.room.HistoryQuery;
import dev.chat.core.room.Room;
import dev.chat.core.store.StoreException;
import dev.chat.core.user.User;
import dev.chat.testkit.Concurrently;
import java.util.List;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A role and a database on PostgreSQL that an administrator has set in unusual ways: either it works, or it is said
 * what to set.
 */
class RoleSettingsTest {
    private static final String PASSWORD = "secret";

    private final String database = PostgresqlForTests.newDatabase().replaceFirst("[?].*", "");
    private final String name = PostgresqlForTests.name(database);
    private final String role = "role_" + name;

    @BeforeEach
    void create() {
        PostgresqlForTests.execute("create role " + role + " login password '" + PASSWORD + "'");
        PostgresqlForTests.execute("alter database " + name + " owner to " + role);
    }

    private void set(String setting) {
        PostgresqlForTests.execute("alter role " + role + " set " + setting);
    }

    /** Runs a statement in the database as its administrator. */
    private void execute(String sql) {
        Jdbi.create(database, PostgresqlForTests.USER, PostgresqlForTests.PASSWORD)
                .useHandle(handle -> handle.execute(sql));
    }

    private JdbiPersistence open() {
        return JdbiPersistence.postgresql(database, role, PASSWORD);
    }

    private void assertServes() throws Exception {
        try (Chat chat = Chat.on(open()).build()) {
            User ada = chat.users().create("Ädä 🦊");
            Room room = chat.rooms().create(ada.id(), "It's \\ a room");
            List<Callable<Long>> sends = IntStream.range(0, 20)
                    .<Callable<Long>>mapToObj(index -> () -> chat.messages()
                            .send(ada.id(), room.id(), "c" + index, "\\ 'Text' 🦊")
                            .message()
                            .position()
                            .value())
                    .toList();

            assertThat(Concurrently.call(sends)).hasSize(20);

            assertThat(chat.history()
                            .page(ada.id(), room.id(), new HistoryQuery.Newest(), 50)
                            .messages())
                    .hasSize(20)
                    .allSatisfy(message -> assertThat(message.text()).hasToString("\\ 'Text' 🦊"));
        }
    }

    private void assertRefused(String whatToDo) {
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreRefusedException.class)
                .hasMessageContaining(whatToDo)
                .hasMessageNotContaining("\n");
    }

    @Test
    void storeWorksWhateverTheRoleIsSetTo() throws Exception {
        execute("create schema elsewhere authorization " + role);
        List.of(
                        "search_path = elsewhere",
                        "statement_timeout = '1s'",
                        "lock_timeout = 1",
                        "idle_in_transaction_session_timeout = '1s'",
                        "transaction_timeout = '1s'",
                        "synchronous_commit = off",
                        "standard_conforming_strings = off",
                        "escape_string_warning = on",
                        "DateStyle = 'SQL, DMY'",
                        "IntervalStyle = sql_standard",
                        "TimeZone = 'Asia/Kolkata'",
                        "default_transaction_isolation = serializable",
                        "default_transaction_deferrable = on",
                        "client_encoding = LATIN1",
                        "bytea_output = escape",
                        "row_security = off",
                        "array_nulls = off",
                        "quote_all_identifiers = on",
                        "transform_null_equals = on",
                        "enable_indexscan = off",
                        "plan_cache_mode = force_generic_plan",
                        "jit = off")
                .forEach(this::set);

        assertServes();

        try (var handle = Jdbi.create(database, PostgresqlForTests.USER, PostgresqlForTests.PASSWORD)
                .open()) {
            assertThat(handle.select("select schemaname from pg_tables where tablename = 'chat_messages'")
                            .mapTo(String.class)
                            .one())
                    .isEqualTo("elsewhere");
        }
    }

    @Test
    void sessionsAreSetWhateverTheRoleIsSetTo() {
        List.of("statement_timeout = '1s'", "lock_timeout = 1", "synchronous_commit = off")
                .forEach(this::set);
        Database store = PostgresqlServer.open(database, role, PASSWORD, StoreSettings.DEFAULTS);
        try {
            assertThat(Jdbi.create(store.source())
                            .<List<String>, RuntimeException>withHandle(
                                    handle -> handle.select("select current_setting(name) from unnest(array["
                                                    + "'statement_timeout', 'lock_timeout', 'synchronous_commit',"
                                                    + " 'default_transaction_isolation']) as name")
                                            .mapTo(String.class)
                                            .list()))
                    .containsExactly("0", "10s", "on", "read committed");
        } finally {
            store.close().run();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 10, 16})
    void fewConnectionsAreEnough(int limit) throws Exception {
        PostgresqlForTests.execute("alter role " + role + " connection limit " + limit);
        assertServes();
    }

    @Test
    void tooFewConnectionsAreRefused() {
        PostgresqlForTests.execute("alter role " + role + " connection limit 1");
        assertRefused("connection limit");
    }

    @Test
    void databaseOfFewConnectionsIsServed() throws Exception {
        PostgresqlForTests.execute("alter database " + name + " connection limit 4");
        assertServes();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "search_path = ''|search_path",
                "search_path = nowhere|search_path",
                "default_transaction_read_only = on|default_transaction_read_only",
            })
    void whatCannotWorkIsRefusedAndSaysWhatToSet(String setting, String whatToDo) {
        set(setting);
        assertRefused(whatToDo);
    }

    @Test
    void databaseThatBecameReadOnlyIsRefusedThoughItsTablesAreThere() {
        open().close();
        PostgresqlForTests.execute("alter database " + name + " set default_transaction_read_only = on");

        assertRefused("default_transaction_read_only");
    }

    @Test
    void roleThatMayNotCreateTablesIsRefused() {
        PostgresqlForTests.execute("alter database " + name + " owner to " + PostgresqlForTests.USER);
        execute("revoke create on schema public from public");

        assertRefused("create tables");
    }

    @Test
    void roleThatMayNotDoEverythingWithTheTablesIsRefusedAndSaysWhatIsMissing() throws Exception {
        open().close();
        String another = "another_" + name;
        PostgresqlForTests.execute("create role " + another + " login password '" + PASSWORD + "'");
        execute("grant select on all tables in schema public to " + another);
        execute(
                "grant insert, update, delete on chat_users, chat_sessions, chat_rooms, chat_members, chat_epoch, chat_identities to "
                        + another);
        execute("grant insert, update on chat_messages to " + another);

        assertThatThrownBy(() -> JdbiPersistence.postgresql(database, another, PASSWORD))
                .isInstanceOf(StoreRefusedException.class)
                .hasMessageContaining("grant delete on chat_messages")
                .hasMessageNotContaining("chat_users");

        execute("grant delete on chat_messages to " + another);
        JdbiPersistence.postgresql(database, another, PASSWORD).close();
    }

    @Test
    void timeZoneThatTheServerDoesNotKnowIsRefusedAndSaysWhatToSet() {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(new SimpleTimeZone(-8 * 3_600_000, "PST"));
        try {
            assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("set TZ");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void databaseWhoseOwnOrderFollowsALanguageKeepsKeysExact() throws Exception {
        String icu = PostgresqlForTests.newDatabase(
                "locale_provider icu icu_locale 'und-u-ks-level1' locale 'C' template template0");
        try (Chat chat = Chat.on(PostgresqlForTests.open(icu)).build()) {
            User ada = chat.users().create("Ada");
            Room room = chat.rooms().create(ada.id(), "Room");

            assertThat(chat.messages().send(ada.id(), room.id(), "abc-1", "One").duplicate())
                    .isFalse();
            assertThat(chat.messages().send(ada.id(), room.id(), "ABC-1", "Two").duplicate())
                    .isFalse();
            assertThat(chat.users().create("Âda").name()).hasToString("Âda");
        }
    }
}
