package dev.chat.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.store.UnitOfWork;
import dev.chat.core.user.User;
import dev.chat.testkit.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers are served while more writers wait for a connection than there are connections. */
class ReadersBesideWritersTest {
    private static final int CONNECTIONS = 4;
    private static final StoreSettings FEW = StoreSettings.DEFAULTS
            .withConnections(CONNECTIONS)
            // Longer than the test may take: whoever waits for a connection waits for ever.
            .withPatience(Duration.ofMinutes(2));

    @TempDir
    private Path folder;

    @Test
    void onH2() throws Exception {
        try (JdbiPersistence persistence = JdbiPersistence.h2(folder, FEW)) {
            readWhileOthersWrite(persistence);
        }
    }

    @Test
    void onPostgresql() throws Exception {
        try (JdbiPersistence persistence = JdbiPersistence.postgresql(
                PostgresqlForTests.newDatabase(), PostgresqlForTests.USER, PostgresqlForTests.PASSWORD, FEW)) {
            readWhileOthersWrite(persistence);
        }
    }

    private static void readWhileOthersWrite(JdbiPersistence persistence) throws Exception {
        User user = Samples.storedUser(persistence);
        UnitOfWork unitOfWork = persistence.unitOfWork();
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(3 * CONNECTIONS);
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < 3 * CONNECTIONS; writer++) {
            // On PostgreSQL in the driver, where no thread is seen to wait.
            writers.add(Thread.ofVirtual()
                    .start(() -> unitOfWork.write(() -> {
                        persistence.users().lock(user.id());
                        awaitUninterruptibly(released);
                        written.countDown();
                        return user;
                    })));
        }
        try {
            Thread reader = Thread.ofVirtual().start(() -> {
                for (int read = 0; read < 100; read++) {
                    assertThat(persistence.users().find(user.id())).contains(user);
                    assertThat(unitOfWork.<Integer, RuntimeException>read(
                                    () -> persistence.users().list(null, 10).size()))
                            .isEqualTo(1);
                }
            });
            assertThat(reader.join(Duration.ofSeconds(60))).as("all was read").isTrue();
            assertThat(written.getCount()).isEqualTo(3 * CONNECTIONS);
        } finally {
            released.countDown();
        }
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(written.getCount()).isZero();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
