package dev.chat.persistence.jdbi;

import dev.chat.core.Persistence;
import dev.chat.testkit.PersistenceContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresqlPersistenceTest implements PersistenceContract {
    private static final String DATABASE = PostgresqlForTests.newDatabase();
    private static JdbiPersistence persistence;

    @BeforeAll
    static void open() {
        persistence = PostgresqlForTests.open(DATABASE);
    }

    @AfterAll
    static void close() {
        persistence.close();
    }

    @Override
    public Persistence persistence() {
        return persistence;
    }

    @Override
    public void restart() {
        close();
        open();
    }
}
