package dev.chat.persistence.jdbi;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.chat.core.store.StoreException;
import dev.chat.persistence.jdbi.file.DamagedFileException;
import dev.chat.persistence.jdbi.file.DiskFile;
import dev.chat.persistence.jdbi.file.DiskFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.LocalTransactionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An H2 database in a folder of its own, within this process. */
final class EmbeddedH2 {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedH2.class);
    private static final String FILE = "chat";
    private static final String SUFFIX = ".mv.db";
    private static final String USER = "sa";

    /** Copies what is in use to another file, which then takes the place of the first. A kill leaves one of the two. */
    private static final String COMPACTING = "shutdown compact";

    /** What is in use of a file that is compacted when it is closed, at most: a second's work, or a few. */
    private static final long SOON_COPIED = 128L << 20;

    private static final int ROOM_FOR_COPY = 2;

    /** H2 works on a channel that an interrupt closes, and the database with it; "retry" opens it again. */
    static final String FILE_SYSTEM = "retry:";

    /** What H2 says of a file that is not as it wrote it. */
    private static final Set<Integer> DAMAGED = Set.of(DataUtils.ERROR_FILE_CORRUPT, DataUtils.ERROR_CHUNK_NOT_FOUND);

    /** H2 lets one process open a file twice; then whoever closes first closes for both. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private EmbeddedH2() {}

    /** Opens one, on one of H2's file systems, which a prefix of its paths chooses. */
    static Database open(Path folder, StoreSettings settings, String fileSystem) {
        return open(folder, settings, fileSystem, space -> isSoonCompacted(space, folder));
    }

    private static Database open(Path folder, StoreSettings settings, String fileSystem, Predicate<H2Space> compacted) {
        Path real = claim(folder);
        String path = fileSystem + real.resolve(FILE).toString().replace('\\', '/');
        DiskFile file = DiskFiles.of(path + SUFFIX);
        try {
            String url = url(path, settings);
            DataSource direct = direct(url);
            HikariDataSource pool = Pools.open(configuration(url, settings), direct);
            // What is damaged stays as it is.
            requireTables(pool, file, real, () -> close(pool, direct, real, path, "shutdown"));
            H2Space space = space(direct);
            Runnable close = () -> close(pool, direct, real, path, compacted.test(space) ? COMPACTING : "shutdown");
            return new Database(
                    pool,
                    WritingConnections.of(settings),
                    LocalTransactionHandler.binding(),
                    new EmbeddedDisk(real.toFile(), file),
                    space,
                    close);
        } catch (StoreLockedException locked) {
            forget(real, path);
            throw new StoreLockedException(inUse(real), locked);
        } catch (StoreException failure) {
            forget(real, path);
            throw orDamaged(failure, real);
        } catch (Throwable failure) {
            forget(real, path);
            throw failure;
        }
    }

    /** A file of which H2 finds nothing whole opens as an empty database. */
    private static void requireTables(DataSource pool, DiskFile file, Path folder, Runnable close) {
        if (!file.isNew() && !hasTables(pool)) {
            close.run();
            String reason = "It has lost its tables.";
            throw new StoreDamagedException(folder, reason, new IllegalStateException(reason));
        }
    }

    private static boolean hasTables(DataSource pool) {
        return Failures.translating(() -> Jdbi.create(pool)
                .withHandle(handle -> handle.select(
                                        "select count(*) from information_schema.tables where lower(table_name) = 'chat_epoch'")
                                .mapTo(Integer.class)
                                .one()
                        > 0));
    }

    /** The failure, or the one that it is because of what is in the file. */
    private static StoreException orDamaged(StoreException failure, Path folder) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof DamagedFileException) {
                return new StoreDamagedException(folder, String.valueOf(each.getMessage()), failure);
            }
            if (each instanceof MVStoreException broken && DAMAGED.contains(broken.getErrorCode())) {
                return new StoreDamagedException(folder, "H2 cannot read it: " + broken.getMessage(), failure);
            }
        }
        return failure;
    }

    private static H2Space space(DataSource direct) {
        try (Connection connection = direct.getConnection()) {
            return H2Space.of(connection);
        } catch (SQLException failure) {
            throw Failures.connecting(failure);
        }
    }

    /** Compacts a database that is not open. */
    static Compaction compact(Path folder, StoreSettings settings) {
        Path file = folder.resolve(FILE + SUFFIX);
        try {
            long before = Files.size(file);
            requireRoom(folder, before);
            open(folder, settings, FILE_SYSTEM, space -> true).close().run();
            return new Compaction(before, Files.size(file));
        } catch (NoSuchFileException missing) {
            throw new StoreException("There is no database in " + folder, missing, false);
        } catch (IOException failure) {
            throw new StoreException("The database in " + folder + " cannot be read", failure, false);
        }
    }

    private static void requireRoom(Path folder, long bytes) {
        if (folder.toFile().getUsableSpace() < bytes) {
            throw new StoreDiskException("The disk of " + folder + " has no room for another file of " + (bytes >> 10)
                    + " KB, which compacting takes for a while.");
        }
    }

    private static void forget(Path folder, String path) {
        DiskFiles.forget(path + SUFFIX);
        OPEN.remove(folder);
    }

    private static Path claim(Path folder) {
        Path real;
        try {
            real = Files.createDirectories(folder).toRealPath();
        } catch (IOException failure) {
            throw new StoreException("The folder cannot be used: " + folder, failure, false);
        }
        if (real.toString().contains(";")) {
            throw new IllegalArgumentException("H2 takes no folder with a semicolon in its path: " + real);
        }
        if (!OPEN.add(real)) {
            throw new StoreLockedException(inUse(real), new IllegalStateException("Opened by this process"));
        }
        return real;
    }

    private static String inUse(Path folder) {
        return "The data folder " + folder + " is in use. Stop what runs on it, or use another folder.";
    }

    private static HikariConfig configuration(String url, StoreSettings settings) {
        HikariConfig configuration = Pools.configuration("chat-h2", settings);
        configuration.setJdbcUrl(url);
        configuration.setUsername(USER);
        // There is no network between that a connection could get old on.
        configuration.setMaxLifetime(0);
        return configuration;
    }

    private static DataSource direct(String url) {
        JdbcDataSource direct = new JdbcDataSource();
        direct.setUrl(url);
        direct.setUser(USER);
        return direct;
    }

    private static String url(String path, StoreSettings settings) {
        return String.join(
                ";",
                "jdbc:h2:" + DiskFiles.PREFIX + path,
                "MODE=PostgreSQL",
                // Commits are written by whoever commits, not later by a thread of H2's.
                "WRITE_DELAY=0",
                // Space that has become free is used at once: the journal sees to it that a loss of power does no harm.
                "RETENTION_TIME=0",
                "COMPRESS=TRUE",
                // We close: not H2 when the last connection goes, nor a hook of its own while units of work still run.
                "DB_CLOSE_DELAY=-1",
                "DB_CLOSE_ON_EXIT=FALSE",
                "LOCK_TIMEOUT=" + settings.patience().toMillis(),
                // Its log of errors lies beside the database: on a full disk it would take what room there is.
                "TRACE_LEVEL_FILE=0",
                // Kibibytes of pages in memory: by itself H2 takes that for each gigabyte that Java might use.
                "CACHE_SIZE=65536",
                // As many statements as a store has, or each is parsed again and again.
                "QUERY_CACHE_SIZE=64");
    }

    private static void close(HikariDataSource pool, DataSource direct, Path folder, String path, String how) {
        pool.close();
        try (Connection connection = direct.getConnection();
                Statement statement = connection.createStatement()) {
            // Leaves nothing to recover at the next start.
            statement.execute(how);
        } catch (SQLException failure) {
            if (Failures.connecting(failure) instanceof StoreDiskException full) {
                // Those whose writes it refused know.
                LOG.debug("The database in {} was not closed cleanly: {}", folder, full.getMessage());
            } else {
                LOG.warn(
                        "The database in {} was not closed cleanly; it will recover when it is opened",
                        folder,
                        failure);
            }
        } finally {
            forget(folder, path);
        }
    }

    /** Whether compacting gives back space, and takes a few seconds at most. */
    private static boolean isSoonCompacted(H2Space space, Path folder) {
        return space.isLoose()
                && space.used() <= SOON_COPIED
                && folder.toFile().getUsableSpace() > ROOM_FOR_COPY * SOON_COPIED;
    }
}
