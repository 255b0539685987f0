package dev.chat.persistence.jdbi;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A unit of work that is open on some thread. */
final class OpenWork {
    private static final Logger LOG = LoggerFactory.getLogger(OpenWork.class);

    private final Handle handle;
    private final boolean writable;
    private final List<Action> afterCommit = new ArrayList<>();
    private boolean failed;

    private volatile boolean over;

    OpenWork(Handle handle, boolean writable) {
        this.handle = handle;
        this.writable = writable;
    }

    Handle handle() {
        return handle;
    }

    boolean isWritable() {
        return writable;
    }

    void afterCommit(BooleanSupplier isStored, Runnable action) {
        afterCommit.add(new Action(isStored, action));
    }

    boolean hasActions() {
        return !afterCommit.isEmpty();
    }

    /** Whether nothing more is to be done: the actions were run, or the transaction was rolled back. */
    boolean isOver() {
        return over;
    }

    /** Notes that the host has rolled back. */
    void rolledBack() {
        over = true;
    }

    /**
     * Whether anything that the actions tell of is stored. Asks the first action and the last: either change may have
     * been overtaken by another change of the same thing.
     */
    boolean isSeen() {
        return afterCommit.getLast().isStored.getAsBoolean()
                || afterCommit.getFirst().isStored.getAsBoolean();
    }

    /** Notes that work which had joined this has failed, so that no half of it is ever committed. */
    void fail() {
        failed = true;
    }

    void requireWhole() {
        if (failed) {
            throw new IllegalStateException(
                    "Work that had joined this unit of work failed, so nothing of it is stored");
        }
    }

    /**
     * Runs the actions. What is committed is committed: one that fails, though it must not, keeps no other from
     * running.
     */
    void runActions() {
        afterCommit.forEach(Action::run);
        over = true;
    }

    /** Runs those actions that tell of what is stored. */
    void runStoredActions() {
        afterCommit.stream().filter(action -> action.isStored.getAsBoolean()).forEach(Action::run);
        over = true;
    }

    private record Action(BooleanSupplier isStored, Runnable action) {
        void run() {
            try {
                action.run();
            } catch (RuntimeException failure) {
                LOG.error("An action after a commit failed", failure);
            }
        }
    }
}
