package dev.chat.core.store;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Driven port: makes several reads and writes of the repositories of one database one. It belongs to the thread that
 * opened it; repositories called on that thread take part. A repository that writes outside of one throws
 * {@link IllegalStateException}; one that only reads may be called at any time.
 *
 * <p>Implementations are safe for use by many threads at once, and may block for as long as the store takes.
 */
public interface UnitOfWork {
    /**
     * Runs work that may write: all of it becomes durable, or none. On return it survives the death of the process, and
     * the loss of power wherever the disk honours a sync. Within a unit of work that is already open on this thread,
     * the work joins that one, and what is said here happens when that one ends. Other units of work see nothing of it
     * until it is committed.
     *
     * @throws X whatever the work throws; everything is rolled back, the outer work too if this had joined one
     * @throws StoreException if the store fails
     * @throws IllegalStateException if a read-only unit of work is open on this thread, or if work that had joined this
     *     one has failed, although the failure was swallowed: no half is ever stored
     */
    <T extends @Nullable Object, X extends Exception> T write(Work<T, X> work) throws X;

    /**
     * Runs work whose reads all see the store as of one moment. Within a unit of work that is already open on this
     * thread, the work joins that one.
     *
     * @throws X whatever the work throws
     * @throws StoreException if the store fails
     */
    <T extends @Nullable Object, X extends Exception> T read(Work<T, X> work) throws X;

    /** {@return whether a unit of work is open on this thread} */
    boolean isOpen();

    /**
     * {@return how many units of work it makes sense to let write at the same time, always the same; 1 if the store
     * lets one write at a time anyway} Work that waits for those is better done together with other such work.
     */
    int writers();

    /**
     * Runs an action on this thread once the open unit of work is committed, after those that were handed over earlier.
     * It is dropped on a rollback. The action must not throw.
     *
     * @throws IllegalStateException if no writing unit of work is open on this thread
     */
    void afterCommit(Runnable action);

    /**
     * Runs an action once the open unit of work is committed, as {@link #afterCommit(Runnable)} does. If the unit of
     * work is part of a host's transaction, and the host may undo what was written here and commit all the same, the
     * action runs only if what it tells of is stored: soon after the commit, on a thread of the store's.
     *
     * @param isStored asks the store; called on the thread that runs the action, and only in such a transaction
     * @throws IllegalStateException if no writing unit of work is open on this thread
     */
    void afterCommit(BooleanSupplier isStored, Runnable action);

    /**
     * Notes that a caller on this thread hands over work that will have a unit of work of its own, which another thread
     * may open. A store that can see a transaction of the host application's on this thread says in its log, once, that
     * the two are apart.
     */
    default void standsApart() {}
}
