package dev.chat.core.memory;

import dev.chat.core.store.UnitOfWork;
import dev.chat.core.store.Work;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One lock for everything, and a list of what to undo. */
final class MemoryUnitOfWork implements UnitOfWork {
    private static final System.Logger LOG = System.getLogger(MemoryUnitOfWork.class.getName());

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Open open;

    @Override
    public <T extends @Nullable Object, X extends Exception> T write(Work<T, X> work) throws X {
        return run(work, true);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T read(Work<T, X> work) throws X {
        return run(work, false);
    }

    @Override
    public boolean isOpen() {
        return lock.isHeldByCurrentThread() && open != null;
    }

    @Override
    public int writers() {
        return 1;
    }

    @Override
    public void afterCommit(Runnable action) {
        writing().afterCommit.add(action);
    }

    @Override
    public void afterCommit(BooleanSupplier isStored, Runnable action) {
        afterCommit(action);
    }

    /** Reads on behalf of a repository, whether a unit of work is open or not. */
    <T extends @Nullable Object> T get(Supplier<T> read) {
        lock.lock();
        try {
            return read.get();
        } finally {
            lock.unlock();
        }
    }

    void requireWritable() {
        writing();
    }

    /** Notes how to undo what a repository is about to do. */
    void undo(Runnable undo) {
        writing().undo.push(undo);
    }

    private Open writing() {
        if (!lock.isHeldByCurrentThread() || open == null || !open.writable) {
            throw new IllegalStateException("Writing takes a unit of work that may write");
        }
        return open;
    }

    private <T extends @Nullable Object, X extends Exception> T run(Work<T, X> work, boolean writable) throws X {
        Open outermost = new Open(writable);
        T result;
        lock.lock();
        try {
            if (open != null) {
                return join(work, writable);
            }
            result = runOutermost(work, outermost);
        } finally {
            lock.unlock();
        }
        outermost.afterCommit.forEach(MemoryUnitOfWork::runSafely);
        return result;
    }

    /** What is committed is committed: an action that fails, though it must not, keeps no other from running. */
    private static void runSafely(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.ERROR, "An action after a commit failed", failure);
        }
    }

    private <T extends @Nullable Object, X extends Exception> T join(Work<T, X> work, boolean writable) throws X {
        if (!writable) {
            return work.run();
        }
        Open outer = writing();
        boolean whole = false;
        try {
            T result = work.run();
            whole = true;
            return result;
        } finally {
            outer.failed |= !whole;
        }
    }

    private <T extends @Nullable Object, X extends Exception> T runOutermost(Work<T, X> work, Open outermost) throws X {
        open = outermost;
        boolean committed = false;
        try {
            T result = work.run();
            if (outermost.failed) {
                throw new IllegalStateException(
                        "Work that had joined this unit of work failed, so nothing of it is stored");
            }
            committed = true;
            return result;
        } finally {
            if (!committed) {
                outermost.undo.forEach(Runnable::run);
            }
            open = null;
        }
    }

    private static final class Open {
        private final boolean writable;
        private final Deque<Runnable> undo = new ArrayDeque<>();
        private final List<Runnable> afterCommit = new ArrayList<>();
        private boolean failed;

        Open(boolean writable) {
            this.writable = writable;
        }
    }
}
