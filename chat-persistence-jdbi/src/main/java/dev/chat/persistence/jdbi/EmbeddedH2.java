package dev.chat.persistence.jdbi;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.chat.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An H2 database in a folder of its own, within this process. */
final class EmbeddedH2 {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedH2.class);
    private static final String FILE = "chat";
    private static final String USER = "sa";

    /** H2 lets one process open a file twice; then whoever closes first closes for both. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private EmbeddedH2() {}

    static Database open(Path folder, StoreSettings settings) {
        Path real = claim(folder);
        try {
            String url = url(real, settings);
            DataSource direct = direct(url);
            HikariDataSource pool = Pools.open(configuration(url, settings), direct);
            return new Database(pool, () -> close(pool, direct, real));
        } catch (StoreLockedException locked) {
            OPEN.remove(real);
            throw new StoreLockedException(inUse(real), locked);
        } catch (Throwable failure) {
            OPEN.remove(real);
            throw failure;
        }
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

    private static String url(Path folder, StoreSettings settings) {
        return String.join(
                ";",
                // H2 works on a channel that an interrupt closes, and the database with it; "retry" opens it again.
                "jdbc:h2:retry:" + folder.resolve(FILE),
                "MODE=PostgreSQL",
                // Commits are written by whoever commits, not later by a thread of H2's.
                "WRITE_DELAY=0",
                // We close: not H2 when the last connection goes, nor a hook of its own while units of work still run.
                "DB_CLOSE_DELAY=-1",
                "DB_CLOSE_ON_EXIT=FALSE",
                "LOCK_TIMEOUT=" + settings.patience().toMillis(),
                // As many statements as a store has, or each is parsed again and again.
                "QUERY_CACHE_SIZE=64");
    }

    private static void close(HikariDataSource pool, DataSource direct, Path folder) {
        pool.close();
        try (Connection connection = direct.getConnection();
                Statement statement = connection.createStatement()) {
            // Compacts a little, and leaves nothing to recover at the next start.
            statement.execute("shutdown");
        } catch (SQLException failure) {
            LOG.warn("The database in {} was not closed cleanly; it will recover when it is opened", folder, failure);
        } finally {
            OPEN.remove(folder);
        }
    }
}
