package dev.chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmUpTest {
    @TempDir
    private Path folder;

    @Test
    void scriptRunsInItsTime() throws Exception {
        WarmUp warmUp = WarmUp.of(script("touch done"), Duration.ZERO, 0);
        warmUp.join();

        assertThat(folder.resolve("done")).exists();
    }

    @Test
    void stoppedServerDoesNotRunIt() throws Exception {
        WarmUp warmUp = WarmUp.of(script("touch done"), Duration.ofDays(1), 0);
        warmUp.close();
        warmUp.join();

        assertThat(folder.resolve("done")).doesNotExist();
    }

    @Test
    void serverThatStopsEndsIt() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        WarmUp warmUp = WarmUp.of(script("echo $$ >pipe", "exec tail -f /dev/null"), Duration.ZERO, 0);
        ProcessHandle process =
                ProcessHandle.of(Long.parseLong(Files.readString(pipe).strip())).orElseThrow();

        warmUp.close();
        warmUp.join();

        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void machineWithLittleFreeMemoryIsSpared() throws Exception {
        WarmUp warmUp = WarmUp.of(script("touch done"), Duration.ZERO, Long.MAX_VALUE);
        warmUp.join();

        assertThat(folder.resolve("done")).doesNotExist();
    }

    @Test
    void scriptThatIsMissingHarmsNobody() throws Exception {
        WarmUp.of(folder.resolve("missing").toString(), Duration.ZERO, 0).join();
        WarmUp.of(Optional.empty()).close();
    }

    private String script(String... lines) throws IOException {
        Path script = folder.resolve("warm-up");
        Files.writeString(script, "#!/bin/sh\ncd '" + folder + "'\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }
}
