package dev.chat.persistence.jdbi;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A unit of work that is open on some thread. */
final class OpenWork {
    private static final Logger LOG = LoggerFactory.getLogger(OpenWork.class);

    private final Handle handle;
    private final boolean writable;
    private final boolean endsElsewhere;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private boolean failed;

    OpenWork(Handle handle, boolean writable) {
        this(handle, writable, false);
    }

    private OpenWork(Handle handle, boolean writable, boolean endsElsewhere) {
        this.handle = handle;
        this.writable = writable;
        this.endsElsewhere = endsElsewhere;
    }

    /** One that may write, within a transaction that a host application ends. */
    static OpenWork endingElsewhere(Handle handle) {
        return new OpenWork(handle, true, true);
    }

    boolean endsElsewhere() {
        return endsElsewhere;
    }

    Handle handle() {
        return handle;
    }

    boolean isWritable() {
        return writable;
    }

    void afterCommit(Runnable action) {
        afterCommit.add(action);
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
        for (Runnable action : afterCommit) {
            try {
                action.run();
            } catch (RuntimeException failure) {
                LOG.error("An action after a commit failed", failure);
            }
        }
    }
}
