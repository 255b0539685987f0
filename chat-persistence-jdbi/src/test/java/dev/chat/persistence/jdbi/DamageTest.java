package dev.chat.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.user.User;
import dev.chat.persistence.jdbi.LostPower.Kind;
import dev.chat.persistence.jdbi.RecordedDisk.Event;
import dev.chat.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that are not what a store left: they are never opened as an empty database, and a journal serves its own only.
 */
class DamageTest {
    private static final int BLOCK = 4_096;
    private static final int FIRST_MOMENTS = 16;

    @TempDir
    private Path folder;

    private Path file;
    private Path journal;

    @BeforeEach
    void name() {
        file = folder.resolve("chat.mv.db");
        journal = folder.resolve("chat.journal");
    }

    /** Lets a store be killed that has a user, and returns that. */
    private User killedStore(Path killed) throws Exception {
        try (JdbiPersistence persistence = JdbiPersistence.h2(killed)) {
            User user = Samples.storedUser(persistence);
            Files.copy(killed.resolve("chat.mv.db"), file);
            Files.copy(killed.resolve("chat.journal"), journal);
            return user;
        }
    }

    private User storeThatWasClosed() throws Exception {
        try (JdbiPersistence persistence = JdbiPersistence.h2(folder)) {
            return Samples.storedUser(persistence);
        }
    }

    private void refusesAndChangesNothing(String reason) throws Exception {
        byte[] before = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        assertThatThrownBy(() -> JdbiPersistence.h2(folder))
                .isInstanceOf(StoreDamagedException.class)
                .hasMessageContaining(folder.getFileName().toString())
                .hasMessageContaining(reason)
                .hasMessageContaining("Restore")
                .hasMessageNotContaining("\n");
        assertThat(file).hasBinaryContent(before);
    }

    private void has(User user) throws Exception {
        try (JdbiPersistence persistence = JdbiPersistence.h2(folder)) {
            assertThat(persistence.users().find(user.id())).contains(user);
        }
    }

    @Test
    void bothFilesOfAKilledStoreMayBeMovedElsewhere(@TempDir Path killed) throws Exception {
        has(killedStore(killed));
        assertThat(folder.toFile().list()).containsExactly("chat.mv.db");
    }

    @Test
    void fileOfAKilledStoreIsRefusedWithoutItsJournal(@TempDir Path killed) throws Exception {
        killedStore(killed);
        Files.delete(journal);
        refusesAndChangesNothing("journal is missing");
    }

    @Test
    void fileOfAKilledStoreIsRefusedWithTheJournalOfAnother(@TempDir Path killed, @TempDir Path other)
            throws Exception {
        killedStore(other);
        Files.delete(file);
        Files.move(journal, other.resolve("moved"));
        killedStore(killed);
        Files.delete(journal);
        Files.move(other.resolve("moved"), journal);
        refusesAndChangesNothing("belongs to another");
    }

    @Test
    void journalThatWasLeftBesideABackupIsNotAppliedToIt(@TempDir Path killed, @TempDir Path backup) throws Exception {
        User user = storeThatWasClosed();
        Files.move(file, backup.resolve("backup"));
        killedStore(killed);
        Files.delete(file);
        Files.move(backup.resolve("backup"), file);
        has(user);
    }

    @Test
    void emptyFileIsRefusedAndSoIsAMissingOneWhoseJournalIsThere(@TempDir Path killed) throws Exception {
        killedStore(killed);
        Files.write(file, new byte[0]);
        refusesAndChangesNothing("empty");
        Files.delete(file);
        refusesAndChangesNothing("empty");
        Files.delete(journal);
        refusesAndChangesNothing("empty");
        Files.delete(file);
        JdbiPersistence.h2(folder).close();
    }

    @Test
    void fileWhoseHeadersAreGoneIsRefused() throws Exception {
        storeThatWasClosed();
        byte[] content = Files.readAllBytes(file);
        Arrays.fill(content, 0, 2 * BLOCK, (byte) 0);
        Files.write(file, content);
        refusesAndChangesNothing("header");
    }

    @Test
    void fileOfWhichNothingButTheHeadersIsLeftIsNotTakenForAnEmptyDatabase() throws Exception {
        storeThatWasClosed();
        byte[] content = Files.readAllBytes(file);
        Arrays.fill(content, 2 * BLOCK, content.length, (byte) 0);
        Files.write(file, content);
        assertThatThrownBy(() -> JdbiPersistence.h2(folder)).isInstanceOf(StoreDamagedException.class);
        Files.write(file, Arrays.copyOf(content, 2 * BLOCK));
        assertThatThrownBy(() -> JdbiPersistence.h2(folder)).isInstanceOf(StoreDamagedException.class);
    }

    @Test
    void fileOfAnEarlierVersionWhichKnewNoJournalIsOpened() throws Exception {
        User user = storeThatWasClosed();
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .startsWith("H:2,")
                .doesNotContain("journal:");
        has(user);
    }

    @Test
    void plainH2OpensWhatAStoreLeavesBehind() throws Exception {
        storeThatWasClosed();
        try (Connection connection = DriverManager.getConnection("jdbc:h2:" + folder.resolve("chat"), "sa", "");
                ResultSet row = connection.createStatement().executeQuery("select count(*) from chat_users")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isOne();
        }
    }

    @Test
    void creationThatWasCutOffAtAnyMomentIsDoneAgain(@TempDir Path created) throws Exception {
        RecordedDisk.Recording recording = RecordedDisk.install();
        JdbiPersistence.h2(created, StoreSettings.DEFAULTS, RecordedDisk.PREFIX).close();
        List<Event> events = recording.events();
        LostPower power = new LostPower(new Random(1));
        for (int moment = 0; moment < events.size(); moment++) {
            power.goOn(events.subList(moment, moment + 1));
            if (moment < FIRST_MOMENTS || moment % FIRST_MOMENTS == 0) {
                power.restore(moment % 2 == 0 ? Kind.KILL : Kind.TORN, folder);
                opensAndWorks();
            }
        }
    }

    private void opensAndWorks() throws Exception {
        RecordedDisk.install();
        try (JdbiPersistence persistence = JdbiPersistence.h2(folder, StoreSettings.DEFAULTS, RecordedDisk.PREFIX)) {
            User user = Samples.storedUser(persistence);
            assertThat(persistence.users().find(user.id())).contains(user);
        }
    }
}
