package dev.chat.persistence.jdbi;

import dev.chat.core.store.UnitOfWork;
import dev.chat.core.store.Work;
import java.util.List;
import java.util.function.BooleanSupplier;
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

    private final Jdbi jdbi;
    private final Dialect dialect;
    private final Transactions transactions;

    @SuppressWarnings("ThreadLocalUsage") // One of each store's: a thread may work on several.
    private final ThreadLocal<@Nullable OpenWork> open = new ThreadLocal<>();

    JdbiUnitOfWork(Jdbi jdbi, Dialect dialect, Transactions transactions) {
        this.jdbi = jdbi;
        this.dialect = dialect;
        this.transactions = transactions;
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T write(Work<T, X> work) throws X {
        OpenWork outer = open.get();
        if (outer == null) {
            return runOutermost(work, true);
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
    public boolean endsElsewhere() {
        OpenWork current = open.get();
        return current != null && current.endsElsewhere();
    }

    @Override
    public int writers() {
        return dialect.writers();
    }

    @Override
    public void afterCommit(Runnable action) {
        writing().afterCommit(action);
    }

    /**
     * Runs work within a transaction that the host has begun and will end. Work that fails is undone alone: the rest is
     * the host's decision.
     */
    <T extends @Nullable Object, X extends Exception> T within(Handle handle, Work<T, X> work) throws X {
        OpenWork outer = open.get();
        if (outer != null) {
            throw new IllegalStateException("A unit of work is open on this thread already");
        }
        if (!Failures.translating(handle::isInTransaction)) {
            throw new IllegalStateException("The handle has no transaction: begin one first");
        }
        Failures.translating(() -> handle.savepoint(SAVEPOINT));
        OpenWork joined = OpenWork.endingElsewhere(handle);
        open.set(joined);
        try {
            T result = work.run();
            joined.requireWhole();
            Failures.translating(() -> handle.releaseSavepoint(SAVEPOINT));
            handle.afterCommit(() -> transactions.finish(joined));
            return result;
        } catch (Throwable failure) {
            Transactions.undo(() -> handle.rollbackToSavepoint(SAVEPOINT), failure);
            throw failure;
        } finally {
            open.remove();
        }
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
