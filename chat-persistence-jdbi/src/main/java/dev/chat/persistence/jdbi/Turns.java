package dev.chat.persistence.jdbi;

/** When the units of work of one store may write, and what they wait for. Safe for use by many threads at once. */
interface Turns {
    /** The database itself keeps them apart. */
    Turns ALL_AT_ONCE = new Turns() {
        @Override
        public void take() {}

        @Override
        public void leave() {}

        @Override
        public void commit(Runnable commit) {
            commit.run();
        }

        @Override
        public void awaitCommit() {}

        @Override
        public long taken() {
            return 0;
        }

        @Override
        public boolean aloneIfFree(Runnable action) {
            return false;
        }
    };

    /**
     * Begins a turn of this thread's, which may have to wait for it.
     *
     * @throws dev.chat.core.store.StoreException if it has waited for too long
     */
    void take();

    /** Ends this thread's turn. */
    void leave();

    /** Commits, within a turn. */
    void commit(Runnable commit);

    /** Returns once what this thread has read would outlive the process. */
    void awaitCommit();

    /** Does something while nobody writes. */
    default void alone(Runnable action) {
        take();
        try {
            action.run();
        } finally {
            leave();
        }
    }

    /** How many turns were taken so far, where they are counted. */
    long taken();

    /**
     * Does something while nobody writes, which counts as no turn; does not wait for it.
     *
     * @return false, with nothing done, if a thread writes or waits for a turn, or the database orders the turns
     */
    boolean aloneIfFree(Runnable action);
}
