package dev.chat.persistence.jdbi;

import dev.chat.core.store.StoreException;
import dev.chat.core.store.UnitOfWork;
import dev.chat.core.store.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * A transaction of the database, bound to its thread. The thread is what use cases and repositories have in common
 * without telling each other; virtual threads carry such a variable as well as others do, and it is removed when the
 * unit of work ends.
 */
final class JdbiUnitOfWork implements UnitOfWork {
    private static final String SAVEPOINT = "chat";

    /** How long a write proves that others would succeed. */
    private static final Duration PROOF_HOLDS = Duration.ofSeconds(5);

    private final Jdbi jdbi;
    private final Function<Connection, Handle> onHosts;
    private final Dialect dialect;
    private final Transactions transactions;
    private final HostCommits hostCommits;
    private final SpringTransactions spring = new SpringTransactions();
    private final WriteProof proof = new WriteProof(PROOF_HOLDS);

    @SuppressWarnings("ThreadLocalUsage") // One of each store's: a thread may work on several.
    private final ThreadLocal<@Nullable OpenWork> open = new ThreadLocal<>();

    /**
     * Creates one.
     *
     * @param onHosts makes a handle of the store's own on a connection of the host's
     */
    JdbiUnitOfWork(Jdbi jdbi, Function<Connection, Handle> onHosts, Dialect dialect, Transactions transactions) {
        this.jdbi = jdbi;
        this.onHosts = onHosts;
        this.dialect = dialect;
        this.transactions = transactions;
        hostCommits = new HostCommits(transactions);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T write(Work<T, X> work) throws X {
        OpenWork outer = open.get();
        if (outer == null) {
            standsApart();
            return proving(work);
        }
        requireWritable(outer);
        return join(outer, work);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T read(Work<T, X> work) throws X {
        return open.get() == null ? runOutermost(work, false) : work.run();
    }

    @Override
    public boolean isOpen() {
        return open.get() != null;
    }

    @Override
    public int writers() {
        return dialect.writers();
    }

    @Override
    public void afterCommit(Runnable action) {
        afterCommit(() -> true, action);
    }

    @Override
    public void afterCommit(BooleanSupplier isStored, Runnable action) {
        writing().afterCommit(isStored, action);
    }

    @Override
    public void standsApart() {
        spring.noteUnitOfWork();
    }

    /** Does the same as with a connection, and hears from the handle how the transaction ends. */
    <T extends @Nullable Object, X extends Exception> T within(Handle handle, Work<T, X> work) throws X {
        if (!Failures.translating(handle::isInTransaction)) {
            throw new IllegalStateException("The handle has no transaction: begin one first");
        }
        return within(handle.getConnection(), work, joined -> {
            handle.afterCommit(() -> {
                transactions.sync(joined);
                hostCommits.committed(joined);
            });
            handle.afterRollback(joined::rolledBack);
        });
    }

    /**
     * Runs work within a transaction that the host has begun and will end. Work that fails is undone alone: the rest is
     * the host's decision.
     */
    <T extends @Nullable Object, X extends Exception> T within(Connection connection, Work<T, X> work) throws X {
        if (hasNoTransaction(connection)) {
            throw new IllegalStateException("The connection has no transaction: switch autoCommit off first");
        }
        return within(connection, work, joined -> {});
    }

    private static boolean hasNoTransaction(Connection connection) {
        try {
            return connection.getAutoCommit();
        } catch (SQLException failure) {
            throw Failures.translated(failure);
        }
    }

    private <T extends @Nullable Object, X extends Exception> T within(
            Connection connection, Work<T, X> work, Consumer<OpenWork> onDone) throws X {
        if (open.get() != null) {
            throw new IllegalStateException("A unit of work is open on this thread already");
        }
        // Never closed: that would end the host's transaction.
        Handle own = Failures.translating(() -> onHosts.apply(connection));
        Failures.translating(() -> own.savepoint(SAVEPOINT));
        OpenWork joined = new OpenWork(own, true);
        open.set(joined);
        try {
            T result = work.run();
            joined.requireWhole();
            Failures.translating(() -> own.releaseSavepoint(SAVEPOINT));
            onDone.accept(joined);
            hostCommits.watch(joined);
            return result;
        } catch (Throwable failure) {
            Transactions.undo(() -> own.rollbackToSavepoint(SAVEPOINT), failure);
            throw failure;
        } finally {
            open.remove();
        }
    }

    /** Makes nothing known any more of what hosts commit. */
    void close() {
        hostCommits.close();
    }

    /** Reads on behalf of a repository: in the open unit of work, or on a connection of its own. */
    <T extends @Nullable Object> T get(Function<Handle, T> read) {
        OpenWork current = open.get();
        if (current != null) {
            return Failures.translating(() -> read.apply(current.handle()));
        }
        T result = Failures.translating(() -> {
            try (Handle handle = jdbi.open()) {
                return read.apply(handle);
            }
        });
        transactions.awaitCommit();
        return result;
    }

    /** Writes on behalf of a repository; returns the number of rows. */
    int execute(String sql, @Nullable Object... arguments) {
        Handle handle = writing().handle();
        return Failures.translating(() -> handle.execute(sql, arguments));
    }

    /** Inserts a row on behalf of a repository; false if a unique key was in the way. */
    boolean insert(String sql, @Nullable Object... arguments) {
        Handle handle = writing().handle();
        return unlessDuplicate(() -> handle.execute(sql + dialect.skippingDuplicates(), arguments) == 1);
    }

    /** Writes on behalf of a repository, in one exchange with the database: the same for each of several rows. */
    void executeAll(String sql, List<@Nullable Object[]> rows) {
        Handle handle = writing().handle();
        Failures.translating(() -> {
            executeBatch(handle, sql, rows);
        });
    }

    /**
     * Inserts rows on behalf of a repository, in one exchange with the database; false if a unique key was in the way.
     */
    boolean insertAll(String sql, List<@Nullable Object[]> rows) {
        Handle handle = writing().handle();
        return unlessDuplicate(() -> executeBatch(handle, sql + dialect.skippingDuplicates(), rows) == rows.size());
    }

    /** Returns the number of rows. */
    private static int executeBatch(Handle handle, String sql, List<@Nullable Object[]> rows) {
        try (PreparedBatch batch = handle.prepareBatch(sql)) {
            rows.forEach(batch::add);
            return IntStream.of(batch.execute()).sum();
        }
    }

    /**
     * Updates rows on behalf of a repository; false if a unique key was in the way, and the unit of work must then be
     * rolled back.
     */
    boolean update(String sql, @Nullable Object... arguments) {
        Handle handle = writing().handle();
        return unlessDuplicate(() -> handle.execute(sql, arguments) >= 0);
    }

    private static boolean unlessDuplicate(BooleanSupplier write) {
        try {
            return write.getAsBoolean();
        } catch (JdbiException failure) {
            if (Failures.isDuplicate(failure)) {
                return false;
            }
            throw Failures.translated(failure);
        }
    }

    /** Reads on behalf of a repository what it is about to change. */
    <T extends @Nullable Object> T lock(Function<Handle, T> read) {
        Handle handle = writing().handle();
        return Failures.translating(() -> read.apply(handle));
    }

    private OpenWork writing() {
        OpenWork current = open.get();
        if (current == null) {
            throw new IllegalStateException("Writing takes a unit of work");
        }
        requireWritable(current);
        return current;
    }

    private static void requireWritable(OpenWork work) {
        if (!work.isWritable()) {
            throw new IllegalStateException("The open unit of work may only read");
        }
    }

    private static <T extends @Nullable Object, X extends Exception> T join(OpenWork outer, Work<T, X> work) throws X {
        try {
            return work.run();
        } catch (Throwable failure) {
            outer.fail();
            throw failure;
        }
    }

    private <T extends @Nullable Object, X extends Exception> T proving(Work<T, X> work) throws X {
        try {
            T result = runOutermost(work, true);
            proof.given();
            return result;
        } catch (StoreException failure) {
            proof.refuted();
            throw failure;
        }
    }

    /** Requires that writes become durable, by one that changes nothing if need be. */
    void requireWritable() {
        proof.require(() -> write(() -> execute("update chat_epoch set epoch = epoch")));
    }

    private <T extends @Nullable Object, X extends Exception> T runOutermost(Work<T, X> work, boolean writable)
            throws X {
        OpenWork outermost = transactions.begin(writable);
        open.set(outermost);
        T result;
        try {
            result = work.run();
            outermost.requireWhole();
            transactions.commit(outermost);
        } catch (Throwable failure) {
            transactions.rollback(outermost, failure);
            throw failure;
        } finally {
            open.remove();
            transactions.leave(outermost);
        }
        transactions.end(outermost);
        return result;
    }
}
