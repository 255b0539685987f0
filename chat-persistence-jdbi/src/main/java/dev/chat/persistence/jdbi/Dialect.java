package dev.chat.persistence.jdbi;

import dev.chat.core.store.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All in which the databases differ; everything else is one SQL for both. */
enum Dialect {
    H2("", "", 1) {
        @Override
        void beginSnapshot(Handle handle) {
            // H2's REPEATABLE READ takes each table as of its first use; only SNAPSHOT takes all as of one moment. JDBC
            // has no name for it.
            handle.setTransactionIsolationLevel(H2_SNAPSHOT);
            handle.begin();
        }

        @Override
        void afterSnapshot(Handle handle) {
            // A host's pool need not reset it, and a write that stuck to a snapshot would not see who wrote before.
            handle.setTransactionIsolationLevel(TransactionIsolationLevel.READ_COMMITTED);
        }

        @Override
        void prepare(Handle handle, Durability durability) {
            ExactKeys.requireMode(handle);
            // With a delay, H2 writes behind the commit's back, by a thread of its own, and a sync may come before the
            // write.
            handle.execute("set write_delay 0");
        }

        @Override
        String makeUsable(Jdbi jdbi) {
            return ExactKeys.keep(jdbi);
        }

        @Override
        Schemas schemas() {
            return new H2Schemas();
        }

        @Override
        void sync(Handle handle) {
            handle.execute("checkpoint sync");
        }

        @Override
        Turns turns(Jdbi jdbi) {
            return new OneByOne(Duration.ofMillis(jdbi.withHandle(handle ->
                    handle.select("call lock_timeout()").mapTo(Long.class).one())));
        }
    },

    POSTGRESQL(" collate \"C\"", " on conflict do nothing", 8) {
        @Override
        void beginSnapshot(Handle handle) {
            handle.begin();
            handle.execute("set transaction isolation level repeatable read, read only");
        }

        @Override
        void afterSnapshot(Handle handle) {
            // The level was the transaction's alone.
        }

        @Override
        void prepare(Handle handle, Durability durability) {
            require(handle, "server_encoding", "UTF8", "Messages need a database whose encoding is UTF8");
            if (durability == Durability.PROCESS_DEATH) {
                return;
            }
            if (setting(handle, "synchronous_commit").equals("off")) {
                throw misconfigured(
                        "With synchronous_commit off, the server acknowledges what it may lose. Switch it on, or accept the loss"
                                + " with Durability.PROCESS_DEATH");
            }
            if (setting(handle, "fsync").equals("off")) {
                LOG.warn("The PostgreSQL server runs with fsync off: a loss of power may cost it everything");
            }
        }

        @Override
        String makeUsable(Jdbi jdbi) {
            String missing =
                    Failures.translating(() -> jdbi.withHandle(handle -> handle.select(MISSING_RIGHTS, (Object) TABLES)
                            .mapTo(String.class)
                            .findOne()
                            .orElse("")));
            if (!missing.isEmpty()) {
                throw misconfigured("The role may not do everything with the chat's tables: grant " + missing);
            }
            return ExactKeys.TEXT;
        }

        @Override
        Schemas schemas() {
            return new PostgresqlSchemas();
        }

        @Override
        void sync(Handle handle) {
            // The commit itself has waited for the disk.
        }

        @Override
        Turns turns(Jdbi jdbi) {
            return Turns.ALL_AT_ONCE;
        }
    };

    private static final Logger LOG = LoggerFactory.getLogger(Dialect.class);
    private static final int H2_SNAPSHOT = 6;
    private static final String[] TABLES = {
        "chat_epoch", "chat_users", "chat_sessions", "chat_rooms", "chat_members", "chat_messages", "chat_identities"
    };
    private static final String MISSING_RIGHTS = """
            select string_agg(privilege || ' on ' || relname, ', grant ' order by relname, privilege)
            from pg_class cross join unnest(array['select', 'insert', 'update', 'delete']) as privilege
            where relnamespace = (select relnamespace from pg_class where oid = to_regclass('chat_epoch'))
            and relname = any(?) and not has_table_privilege(oid, privilege)""";

    private final String exactCollation;
    private final String skippingDuplicates;
    private final int writers;

    Dialect(String exactCollation, String skippingDuplicates, int writers) {
        this.exactCollation = exactCollation;
        this.skippingDuplicates = skippingDuplicates;
        this.writers = writers;
    }

    /** The dialect of a database. */
    static Dialect of(Jdbi jdbi) {
        String product = jdbi.withHandle(Dialect::productName);
        return switch (product) {
            case "H2" -> H2;
            case "PostgreSQL" -> POSTGRESQL;
            default -> throw misconfigured("Neither H2 nor PostgreSQL but " + product);
        };
    }

    /** Makes sure that a lock shows what the one who held it before has written. */
    static void requireReadCommitted(Handle handle) {
        TransactionIsolationLevel level = handle.getTransactionIsolationLevel();
        if (level != TransactionIsolationLevel.READ_COMMITTED) {
            throw misconfigured("Connections have to be READ COMMITTED, not " + level
                    + ". On PostgreSQL: alter role … set default_transaction_isolation = 'read committed'");
        }
    }

    /** What makes a text column compare by code point. */
    String exactCollation() {
        return exactCollation;
    }

    /**
     * What ends an insert that must not spoil the transaction if a unique key is in the way. H2 undoes a failed
     * statement alone anyway, and knows the clause only in its PostgreSQL mode, which a host's database need not be in.
     */
    String skippingDuplicates() {
        return skippingDuplicates;
    }

    /** How many units of work it makes sense to let write at the same time. */
    int writers() {
        return writers;
    }

    /** How it keeps schemas, and how its tables are altered. */
    abstract Schemas schemas();

    /** Begins a transaction whose reads all see one moment. */
    abstract void beginSnapshot(Handle handle);

    /** Leaves the connection as it was before such a transaction, which is over, well or not. */
    abstract void afterSnapshot(Handle handle);

    /** Makes sure, once, that the database keeps what a store of this durability promises. */
    abstract void prepare(Handle handle, Durability durability);

    /**
     * Makes sure that all that a store does with its tables is allowed, and that its keys are exact.
     *
     * @return the type of the keys
     * @throws StoreException if it is not; the message says what is missing
     */
    abstract String makeUsable(Jdbi jdbi);

    /** Forces to disk all that was committed before this call, by whomever. */
    abstract void sync(Handle handle);

    /** How the units of work of one store, which write, stand to each other. */
    abstract Turns turns(Jdbi jdbi);

    private static String productName(Handle handle) {
        try {
            return handle.getConnection().getMetaData().getDatabaseProductName();
        } catch (SQLException failure) {
            throw Failures.translated(failure);
        }
    }

    private static void require(Handle handle, String setting, String expected, String message) {
        String actual = setting(handle, setting);
        if (!actual.equals(expected)) {
            throw misconfigured(message + ", not " + actual);
        }
    }

    private static String setting(Handle handle, String name) {
        return handle.select("select current_setting(?)", name)
                .mapTo(String.class)
                .one();
    }

    private static StoreException misconfigured(String message) {
        return new StoreRefusedException(message);
    }
}
