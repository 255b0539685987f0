package dev.chat.server;

import dev.chat.core.Persistence;
import dev.chat.core.store.StoreException;
import dev.chat.persistence.jdbi.Compaction;
import dev.chat.persistence.jdbi.Durability;
import dev.chat.persistence.jdbi.JdbiPersistence;
import dev.chat.persistence.jdbi.StoreDamagedException;
import dev.chat.persistence.jdbi.StoreDiskException;
import dev.chat.persistence.jdbi.StoreLockedException;
import dev.chat.persistence.jdbi.StoreRefusedException;
import dev.chat.persistence.jdbi.StoreSettings;
import dev.chat.server.config.Database;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Supplier;

/** Opens the database, and says in one line what is wrong if that cannot be. */
final class Stores {
    private Stores() {}

    /**
     * {@return the database in a folder}
     *
     * @throws StartException if it cannot be opened
     */
    static Persistence embedded(Path folder, Database.Durability durability) throws StartException {
        return open("in " + folder, () -> JdbiPersistence.h2(folder, settings(durability)));
    }

    /**
     * {@return the database of a PostgreSQL server}
     *
     * @throws StartException if it cannot be opened
     */
    static Persistence postgreSql(Database.PostgreSql config) throws StartException {
        return open(
                "at " + config.address(),
                () -> JdbiPersistence.postgresql(
                        config.url(),
                        config.user(),
                        config.password(),
                        settings(config.durability()).withConnections(config.connections())));
    }

    /**
     * Compacts the database in a folder.
     *
     * @throws StartException if there is none, or it cannot be opened
     */
    static Compaction compact(Path folder) throws StartException {
        return open("in " + folder, () -> JdbiPersistence.compact(folder));
    }

    private static <T> T open(String where, Supplier<T> opening) throws StartException {
        try {
            return opening.get();
        } catch (StoreLockedException | StoreDamagedException refused) {
            throw new StartException(String.valueOf(refused.getMessage()), refused);
        } catch (StoreException | IllegalArgumentException failure) {
            throw new StartException("The database " + where + " cannot be used: " + reason(failure), failure);
        }
    }

    private static StoreSettings settings(Database.Durability durability) {
        return StoreSettings.DEFAULTS.withDurability(
                switch (durability) {
                    case SYNC -> Durability.POWER_LOSS;
                    case PROCESS -> Durability.PROCESS_DEATH;
                });
    }

    /**
     * {@return what the driver says, which the layers above it only repeat, or what the disk says, which it garbles}
     */
    private static String reason(Throwable failure) {
        String reason = String.valueOf(failure.getMessage());
        if (failure instanceof StoreDiskException || failure instanceof StoreRefusedException) {
            return reason;
        }
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException) {
                reason = String.valueOf(each.getMessage());
            }
        }
        return reason;
    }
}
