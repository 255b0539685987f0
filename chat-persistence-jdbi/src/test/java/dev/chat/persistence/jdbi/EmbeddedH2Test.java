package dev.chat.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.user.User;
import dev.chat.testkit.Samples;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedH2Test {
    @Test
    void folderInUseByThisProcessIsRefusedInOneLine(@TempDir Path folder) {
        try (JdbiPersistence persistence = JdbiPersistence.h2(folder)) {
            assertThatThrownBy(() -> JdbiPersistence.h2(folder))
                    .isInstanceOf(StoreLockedException.class)
                    .hasMessageContaining(folder.getFileName().toString())
                    .hasMessageNotContaining("\n");
            assertThat(persistence.users().list(null, 1)).isEmpty();
        }
        JdbiPersistence.h2(folder).close();
    }

    @Test
    void folderInUseByAnotherProcessIsRefusedInOneLine(@TempDir Path folder) throws Exception {
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AcknowledgingChild.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader reader = other.inputReader()) {
            reader.readLine();
            assertThatThrownBy(() -> JdbiPersistence.h2(folder))
                    .isInstanceOf(StoreLockedException.class)
                    .hasMessageContaining(folder.getFileName().toString())
                    .hasMessageNotContaining("\n");
        } finally {
            other.destroyForcibly().waitFor();
        }
        JdbiPersistence.h2(folder).close();
    }

    @Test
    void folderThatCannotBeOneIsRefused(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> JdbiPersistence.h2(file)).hasMessageContaining("file");
        assertThatThrownBy(() -> JdbiPersistence.h2(folder.resolve("a;b")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingButTheDatabaseIsLeftAfterAClose(@TempDir Path folder) {
        JdbiPersistence.h2(folder).close();

        assertThat(folder.toFile().list()).containsExactly("chat.mv.db");
    }

    @Test
    void interruptedCallerHarmsNobody(@TempDir Path folder) throws Exception {
        try (JdbiPersistence persistence = JdbiPersistence.h2(folder)) {
            for (int index = 0; index < 20; index++) {
                Thread.currentThread().interrupt();
                User user = Samples.storedUser(persistence);
                Thread.interrupted();
                assertThat(persistence.users().find(user.id())).contains(user);
            }
        }
    }

    @Test
    void lesserDurabilityStoresAllTheSame(@TempDir Path folder) throws Exception {
        StoreSettings settings = StoreSettings.DEFAULTS.withDurability(Durability.PROCESS_DEATH);
        User user;
        try (JdbiPersistence persistence = JdbiPersistence.h2(folder, settings)) {
            user = Samples.storedUser(persistence);
        }
        try (JdbiPersistence persistence = JdbiPersistence.h2(folder)) {
            assertThat(persistence.users().find(user.id())).contains(user);
        }
    }
}
