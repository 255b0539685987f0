package dev.chat.bench.durable;

import dev.chat.persistence.jdbi.JdbiPersistence;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A database of its own, which keeps what was acknowledged even if the power fails. The store on it is closed by
 * whoever uses it.
 *
 * @param persistence the store on it
 * @param server ends it
 */
record Database(JdbiPersistence persistence, Closeable server) implements AutoCloseable {
    private static final String NAME = "postgres";

    static Database open(boolean embedded, Path folder) throws IOException {
        return embedded ? new Database(JdbiPersistence.h2(folder.resolve("data")), () -> {}) : postgresql(folder);
    }

    private static Database postgresql(Path folder) throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgresql"))
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                // The library's tests do without; what is measured here is what a real one does.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        return new Database(JdbiPersistence.postgresql(server.getJdbcUrl(NAME, NAME), NAME, NAME), server);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
