package dev.chat.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.chat.core.Persistence;
import dev.chat.core.room.Room;
import dev.chat.core.store.StoreException;
import dev.chat.core.user.User;
import dev.chat.testkit.Samples;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.transaction.TransactionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the driver throws becomes the core's, and says honestly whether to try again. */
class FailureTest {
    private static final StoreSettings IMPATIENT =
            StoreSettings.DEFAULTS.withConnections(2).withPatience(Duration.ofMillis(250));

    private static void assertFails(boolean retrySafe, ThrowingCallable call) {
        assertThat(catchThrowable(call))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        failure -> assertThat(failure.isRetrySafe())
                                .as(failure.getMessage())
                                .isEqualTo(retrySafe));
    }

    private static JdbiPersistence impatientPostgresql(String url) {
        return JdbiPersistence.postgresql(url, PostgresqlForTests.USER, PostgresqlForTests.PASSWORD, IMPATIENT);
    }

    @Test
    void closedStoreFails(@TempDir Path folder) {
        JdbiPersistence persistence = JdbiPersistence.h2(folder);
        persistence.close();
        persistence.close();

        assertFails(true, () -> persistence.users().find(Samples.user().id()));
        assertFails(true, () -> Samples.storedUser(persistence));
    }

    @Test
    void databaseKilledBeneathH2FailsAndIsThereWhenItIsOpenedAgain(@TempDir Path folder) throws Exception {
        User before;
        try (JdbiPersistence persistence = JdbiPersistence.h2(folder)) {
            before = Samples.storedUser(persistence);

            assertFails(
                    true,
                    () -> persistence.unitOfWork().write(() -> {
                        persistence.users().insert(Samples.user());
                        kill(folder);
                        persistence.users().insert(Samples.user());
                        return "never";
                    }));
        }

        try (JdbiPersistence persistence = JdbiPersistence.h2(folder)) {
            assertThat(persistence.users().list(null, 9)).containsExactly(before);
        }
    }

    private static void kill(Path folder) {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:disk:retry:" + folder.resolve("chat"), "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown immediately");
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void connectionThatPostgresqlEndsFailsAndTheNextOneWorks() throws Exception {
        try (JdbiPersistence persistence = PostgresqlForTests.open(PostgresqlForTests.newDatabase())) {
            assertFails(
                    true,
                    () -> persistence.unitOfWork().write(() -> {
                        persistence.users().insert(Samples.user());
                        PostgresqlForTests.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                                + " where application_name = 'chat' and state = 'idle in transaction'");
                        persistence.users().insert(Samples.user());
                        return "never";
                    }));

            Samples.storedUser(persistence);
        }
    }

    @Test
    void waitingForAnotherEndsOnH2(@TempDir Path folder) throws Exception {
        try (JdbiPersistence persistence = JdbiPersistence.h2(folder, IMPATIENT)) {
            assertWaitingEnds(persistence);
        }
    }

    @Test
    void waitingForAnotherEndsOnPostgresql() throws Exception {
        try (JdbiPersistence persistence = impatientPostgresql(PostgresqlForTests.newDatabase())) {
            assertWaitingEnds(persistence);
        }
    }

    /**
     * One holds the room and one connection; the next waits for the room; with both connections taken, a third waits
     * for one.
     */
    private static void assertWaitingEnds(Persistence persistence) throws Exception {
        Room room = Samples.storedRoom(persistence);

        persistence.unitOfWork().write(() -> {
            persistence.rooms().lock(room.id());
            elsewhere(() -> assertFails(
                    true,
                    () -> persistence
                            .unitOfWork()
                            .write(() -> persistence.rooms().lock(room.id()))));
            elsewhere(() -> persistence.unitOfWork().read(() -> {
                elsewhere(() -> assertFails(true, () -> persistence.rooms().find(room.id())));
                return true;
            }));
            return true;
        });

        assertThat(persistence.rooms().find(room.id())).contains(room);
    }

    private static void elsewhere(Runnable call) {
        // A thread of its own: those of a pool help out whoever waits for them, on that one's thread.
        CompletableFuture.runAsync(call, task -> Thread.ofPlatform().start(task))
                .join();
    }

    @Test
    void whatTheDatabaseCannotStoreIsNotWorthARetry() {
        try (JdbiPersistence persistence = PostgresqlForTests.open(PostgresqlForTests.newDatabase())) {
            assertFails(
                    false,
                    () -> persistence.unitOfWork().write(() -> {
                        persistence.users().insert(Samples.user("null \0 character"));
                        return "never";
                    }));
        }
    }

    @Test
    void idThatIsTakenIsNotWorthARetry(@TempDir Path folder) throws Exception {
        try (JdbiPersistence persistence = JdbiPersistence.h2(folder)) {
            User user = Samples.storedUser(persistence);
            assertFails(
                    false,
                    () -> persistence.unitOfWork().write(() -> {
                        persistence.users().insert(user);
                        return "never";
                    }));
        }
    }

    @Test
    void serverThatIsNotThereMayComeAndADatabaseThatIsNotThereWillNot() {
        assertFails(true, () -> impatientPostgresql("jdbc:postgresql://localhost:1/chat"));
        assertFails(false, () -> impatientPostgresql(PostgresqlForTests.url("no_such_database")));
    }

    /**
     * A full disk (53100), its input and output (58030), and what a server says that panics over a full disk and starts
     * again: to those who were connected (57P02), while it recovers (57P03), and by hanging up (08006).
     */
    @ParameterizedTest
    @ValueSource(strings = {"53100", "58030", "57P02", "57P03", "08006"})
    void fullDiskOfPostgresqlIsWorthARetry(String state) {
        assertFails(
                true,
                () -> Failures.translating(() -> {
                    throw new TransactionException(new SQLException("no space", state));
                }));
    }
}
