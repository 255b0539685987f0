package dev.chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that compacts, as a process. */
class CompactIT {
    @TempDir
    private Path data;

    @Test
    void aStoppedServersDatabaseIsCompactedAndOneInUseIsRefused() throws Exception {
        try (ServerProcess server =
                ServerProcess.start(ServerProcess.distribution("--port", "0", "--data", data.toString()))) {
            assertThat(compact(1)).contains("is in use by another server");
            assertThat(server.stop()).isZero();
        }
        assertThat(compact(0)).containsPattern("takes [0-9.]+ MB; before, it took [0-9.]+ MB");
    }

    @Test
    void aFolderWithoutADatabaseIsRefusedAndLeftAsItIs() throws Exception {
        Path missing = data.resolve("missing");

        assertThat(run(1, "compact", "--data", missing.toString())).contains("There is no data folder");
        assertThat(missing).doesNotExist();
        assertThat(compact(1)).contains("There is no database in");
    }

    private String compact(int exitCode) throws Exception {
        return run(exitCode, "compact", "--data", data.toString());
    }

    private static String run(int exitCode, String... arguments) throws Exception {
        ServerProcess.Ended ended = ServerProcess.run(ServerProcess.distribution(arguments), Map.of());
        String said = ended.output() + ended.errors().toString();
        assertThat(ended.exitCode()).as(said).isEqualTo(exitCode);
        return said;
    }
}
