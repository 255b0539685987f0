package dev.chat.check;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A PostgreSQL of our own, which is killed and started again on the same port and data. Used by one thread at a time.
 */
final class Postgres implements AutoCloseable {
    private static final String NAME = "postgres";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path folder;
    private final int port;
    private EmbeddedPostgres running;

    private Postgres(Path folder, int port) throws IOException {
        this.folder = folder;
        this.port = port;
        running = open();
    }

    /** Starts one on a new folder. */
    static Postgres start(Path folder, int port) throws IOException {
        return new Postgres(folder, port);
    }

    /** {@return the settings of a server that keeps everything here} */
    Map<String, String> settings() {
        return Map.of(
                "CHAT_DATABASE_URL", running.getJdbcUrl(NAME, NAME),
                "CHAT_DATABASE_USER", NAME,
                "CHAT_DATABASE_PASSWORD", NAME);
    }

    /** Kills all its processes, as {@code kill -9} does, and waits until they are gone. */
    void kill() throws IOException {
        Path pid = folder.resolve("postmaster.pid");
        if (!Files.exists(pid)) {
            return;
        }
        Optional<ProcessHandle> postmaster = ProcessHandle.of(
                Long.parseLong(Files.readAllLines(pid).getFirst().strip()));
        List<ProcessHandle> all = new ArrayList<>();
        // The postmaster first, lest it should start others for those that die.
        postmaster.ifPresent(all::add);
        postmaster.ifPresent(parent -> all.addAll(parent.descendants().toList()));
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().join());
    }

    /** Starts it again after it was killed; it recovers what it had committed. */
    void restart() throws IOException {
        // Lets go of the folder, which a dead server cannot be asked to leave.
        running.close();
        running = open();
    }

    @Override
    public void close() throws IOException {
        kill();
        running.close();
    }

    private EmbeddedPostgres open() throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(PATIENCE)
                // The library's tests do without; what is checked here is what a real one promises.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }
}
