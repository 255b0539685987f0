package dev.chat.persistence.jdbi;

import dev.chat.core.store.StoreException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** How the transactions beneath units of work begin and end, whatever is done in between. */
final class Transactions {
    private final Jdbi jdbi;
    private final Dialect dialect;
    private final DiskSync sync;
    private final Turns turns;
    private final WritingConnections writing;
    private final Disk disk;

    /**
     * Creates them.
     *
     * @param sync makes durable what was committed
     * @param turns keeps apart those who write
     * @param writing how many connections those who write may hold
     * @param disk is asked before work that may write begins, and told when it was committed
     */
    Transactions(Jdbi jdbi, Dialect dialect, DiskSync sync, Turns turns, WritingConnections writing, Disk disk) {
        this.jdbi = jdbi;
        this.dialect = dialect;
        this.sync = sync;
        this.turns = turns;
        this.writing = writing;
        this.disk = disk;
    }

    /** Begins one: its turn is to be {@linkplain #leave left}, however it ends. */
    OpenWork begin(boolean writable) {
        return Failures.translating(() -> {
            if (!writable) {
                return open(false);
            }
            disk.requireRoom();
            writing.take();
            try {
                return open(true);
            } catch (Throwable failure) {
                writing.giveBack();
                throw failure;
            }
        });
    }

    private OpenWork open(boolean writable) {
        Handle handle = jdbi.open();
        try {
            begin(handle, writable);
            return new OpenWork(handle, writable);
        } catch (Throwable failure) {
            undo(handle::close, failure);
            throw failure;
        }
    }

    private void begin(Handle handle, boolean writable) {
        if (!writable) {
            dialect.beginSnapshot(handle);
            return;
        }
        // With a connection: else those who wait for a sync could have all of them.
        turns.take();
        try {
            handle.begin();
        } catch (Throwable failure) {
            turns.leave();
            throw failure;
        }
    }

    void commit(OpenWork work) {
        Failures.translating(() -> {
            if (work.isWritable()) {
                turns.commit(() -> {
                    work.handle().commit();
                    disk.committed();
                });
            } else {
                work.handle().commit();
                dialect.afterSnapshot(work.handle());
            }
        });
    }

    /** Undoes all of it after a failure, which is the one to tell of, and lets go of the connection. */
    void rollback(OpenWork work, Throwable failure) {
        undo(
                () -> {
                    work.handle().rollback();
                    if (!work.isWritable()) {
                        dialect.afterSnapshot(work.handle());
                    }
                },
                failure);
        undo(work.handle()::close, failure);
        giveBack(work);
    }

    private void giveBack(OpenWork work) {
        if (work.isWritable()) {
            writing.giveBack();
        }
    }

    /** Lets others write. */
    void leave(OpenWork work) {
        if (work.isWritable()) {
            turns.leave();
        }
    }

    /** Makes durable what was committed, lets go of the connection, and runs what was to be run then. */
    void end(OpenWork committed) {
        try (Handle handle = committed.handle()) {
            syncIfWritten(committed, handle);
        } catch (JdbiException failure) {
            throw Failures.translated(failure);
        } finally {
            giveBack(committed);
        }
        committed.runActions();
        if (!committed.isWritable()) {
            awaitCommit();
        }
    }

    /** Makes durable what a host has committed on this connection of its own. */
    void sync(OpenWork committed) {
        Failures.translating(() -> syncIfWritten(committed, committed.handle()));
    }

    /**
     * Makes durable, and known, what a host has committed on a connection that may be in other hands by now.
     *
     * @return false if nothing of it is there yet
     */
    boolean finishIfStored(OpenWork work) {
        if (!work.isSeen()) {
            return false;
        }
        Failures.translating(() -> jdbi.useHandle(handle -> syncIfWritten(work, handle)));
        work.runStoredActions();
        return true;
    }

    /** Returns once what this thread has read would outlive the process. */
    void awaitCommit() {
        turns.awaitCommit();
        disk.requireWritten();
    }

    /**
     * Also where nothing was written after all: what was read, such as the original of a repeated send, may be a
     * neighbour's newest.
     */
    private void syncIfWritten(OpenWork committed, Handle handle) {
        if (committed.isWritable()) {
            sync.sync(handle);
        }
    }

    /** Undoes after a failure that is the one to tell of. */
    static void undo(Runnable undo, Throwable failure) {
        try {
            undo.run();
        } catch (JdbiException | StoreException another) {
            failure.addSuppressed(another);
        }
    }
}
