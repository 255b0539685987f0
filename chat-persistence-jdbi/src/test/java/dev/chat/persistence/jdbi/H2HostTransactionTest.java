package dev.chat.persistence.jdbi;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class H2HostTransactionTest implements HostTransactionContract {
    private static JdbcConnectionPool pool;
    private static Jdbi host;
    private static JdbiPersistence persistence;

    @BeforeAll
    static void open(@TempDir Path folder) {
        // A pool that resets nothing between its users.
        pool = JdbcConnectionPool.create("jdbc:h2:" + folder.resolve("host"), "sa", "");
        host = Jdbi.create(pool);
        host.useHandle(handle -> handle.execute("create table orders (id integer)"));
        persistence = JdbiPersistence.open(pool);
    }

    @AfterAll
    static void close() {
        persistence.close();
        pool.dispose();
    }

    @Override
    public JdbiPersistence persistence() {
        return persistence;
    }

    @Override
    public DataSource source() {
        return pool;
    }

    @Override
    public Jdbi host() {
        return host;
    }
}
