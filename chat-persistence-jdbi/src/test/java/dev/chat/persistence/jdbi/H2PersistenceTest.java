package dev.chat.persistence.jdbi;

import dev.chat.core.Persistence;
import dev.chat.testkit.PersistenceContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class H2PersistenceTest implements PersistenceContract {
    @TempDir
    private static Path folder;

    private static JdbiPersistence persistence;

    @BeforeAll
    static void open() {
        persistence = JdbiPersistence.h2(folder);
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
