package dev.chat.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.Persistence;
import dev.chat.core.room.Epoch;
import dev.chat.core.store.StoreException;
import dev.chat.testkit.Concurrently;
import dev.chat.testkit.Samples;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Where the tables lie in a host's database. */
class SchemaTest {
    private static final String TABLES =
            "select count(*) from information_schema.tables where lower(table_schema) = ? and table_name ilike 'chat%'";

    static Stream<DataSource> databases() {
        return Stream.of(h2(), postgresql());
    }

    private static DataSource h2() {
        JdbcDataSource host = new JdbcDataSource();
        host.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return host;
    }

    private static DataSource postgresql() {
        return postgresql(PostgresqlForTests.USER);
    }

    private static PGSimpleDataSource postgresql(String user) {
        PGSimpleDataSource host =
                PostgresqlServer.patient(PostgresqlForTests.newDatabase(), user, PostgresqlForTests.PASSWORD);
        host.setOptions("-c synchronous_commit=on");
        return host;
    }

    private static int tables(DataSource host, String schema) {
        return Jdbi.create(host)
                .withHandle(handle ->
                        handle.select(TABLES, schema).mapTo(Integer.class).one());
    }

    private static void execute(DataSource host, String sql) {
        Jdbi.create(host).useHandle(handle -> handle.execute(sql));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void hostsSchemaStaysEmpty(DataSource host) throws Exception {
        try (Persistence persistence = JdbiPersistence.open(host)) {
            Samples.storedUser(persistence);
        }

        assertThat(tables(host, "public")).isZero();
        assertThat(tables(host, "chat")).isPositive();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void hostsFlywayWorksWhereTheChatWasFirst(DataSource host) throws Exception {
        JdbiPersistence.open(host).close();

        migrateHost(host);

        assertBothWork(host);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void chatWorksWhereTheHostsFlywayWasFirst(DataSource host) throws Exception {
        migrateHost(host);

        JdbiPersistence.open(host).close();

        assertBothWork(host);
    }

    /** With its defaults, it refuses a schema that has tables and no history of its own. */
    private static void migrateHost(DataSource host) {
        Flyway.configure()
                .dataSource(host)
                .locations("classpath:db/host")
                .load()
                .migrate();
    }

    private static void assertBothWork(DataSource host) throws Exception {
        migrateHost(host);
        execute(host, "insert into orders (id) values (4711)");
        try (Persistence persistence = JdbiPersistence.open(host)) {
            Samples.storedUser(persistence);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void tablesMayShareASchemaOfTheHosts(DataSource host) throws Exception {
        try (Persistence persistence = JdbiPersistence.open(host, Durability.POWER_LOSS, "public")) {
            Samples.storedUser(persistence);
        }

        assertThat(tables(host, "public")).isPositive();
        assertThat(tables(host, "chat")).isZero();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void tablesThatFlywayHasMadeInTheHostsSchemaStayThere(DataSource host) throws Exception {
        FlywayForTests.migrate(host, Dialect.of(Jdbi.create(host)), "4");

        try (Persistence persistence = JdbiPersistence.open(host)) {
            Samples.storedUser(persistence);
        }

        assertThat(tables(host, "chat")).isZero();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void tablesAreFoundFromWhateverSchemaAConnectionIsIn(DataSource host) throws Exception {
        JdbiPersistence.open(host).close();
        execute(host, "create schema elsewhere");

        try (Persistence persistence = JdbiPersistence.open(inSchema(host, "elsewhere"))) {
            Samples.storedUser(persistence);
        }

        assertThat(tables(host, "elsewhere")).isZero();
    }

    private static DataSource inSchema(DataSource host, String schema) {
        if (host instanceof JdbcDataSource h2) {
            JdbcDataSource inside = new JdbcDataSource();
            inside.setUrl(h2.getUrl() + ";SCHEMA=" + schema);
            return inside;
        }
        PGSimpleDataSource postgresql = (PGSimpleDataSource) host;
        postgresql.setCurrentSchema(schema);
        return postgresql;
    }

    @ParameterizedTest
    @MethodSource("databases")
    void tableOfTheHostsThatHasOurNameIsNeverTakenForOurs(DataSource host) {
        execute(host, "create table chat_users (id integer)");

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> JdbiPersistence.open(host, Durability.POWER_LOSS, "public"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll("already exists")
                    .message()
                    .containsIgnoringCase("chat_users");
        }
        execute(host, "drop table chat_users");
        JdbiPersistence.open(host, Durability.POWER_LOSS, "public").close();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void severalMayOpenANewDatabaseAtOnce(DataSource host) throws Exception {
        Callable<Epoch> open = () -> {
            try (Persistence persistence = JdbiPersistence.open(host)) {
                return persistence.changeLog().epoch();
            }
        };

        assertThat(List.copyOf(Concurrently.call(List.of(open, open, open, open))))
                .hasSize(4)
                .containsOnly(open.call());
    }

    @Test
    void roleThatMayCreateNoSchemaIsToldWhatToDo() throws Exception {
        String role = "host_" + UUID.randomUUID().toString().replace('-', '_');
        PostgresqlForTests.execute("create role " + role + " login password 'postgres'");
        PGSimpleDataSource host = postgresql(role);

        assertThatThrownBy(() -> JdbiPersistence.open(host))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("create schema chat authorization " + role);

        PGSimpleDataSource administrator =
                PostgresqlServer.patient(host.getUrl(), PostgresqlForTests.USER, PostgresqlForTests.PASSWORD);
        execute(administrator, "create schema chat authorization " + role);
        try (Persistence persistence = JdbiPersistence.open(host)) {
            Samples.storedUser(persistence);
        }
    }

    @Test
    void schemaThatIsNoPlainNameIsRefused() {
        assertThatThrownBy(() -> JdbiPersistence.open(h2(), Durability.POWER_LOSS, "x; drop schema public"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
