package dev.chat.persistence.jdbi;

import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresqlHostTransactionTest implements HostTransactionContract {
    private static PGSimpleDataSource source;
    private static Jdbi host;
    private static JdbiPersistence persistence;

    @BeforeAll
    static void open() {
        source = PostgresqlServer.patient(
                PostgresqlForTests.newDatabase(), PostgresqlForTests.USER, PostgresqlForTests.PASSWORD);
        source.setOptions("-c synchronous_commit=on");
        host = Jdbi.create(source);
        host.useHandle(handle -> handle.execute("create table orders (id integer)"));
        persistence = JdbiPersistence.open(source);
    }

    @AfterAll
    static void close() {
        persistence.close();
    }

    @Override
    public JdbiPersistence persistence() {
        return persistence;
    }

    @Override
    public DataSource source() {
        return source;
    }

    @Override
    public Jdbi host() {
        return host;
    }
}
