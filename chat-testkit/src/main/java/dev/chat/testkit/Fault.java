package dev.chat.testkit;

/** What befalls a writing unit of work. */
public enum Fault {
    /** Nothing. */
    NONE,

    /** The store cannot be reached: nothing is done. */
    UNREACHABLE,

    /** The commit fails: everything is rolled back, and the caller learns of a failure. */
    COMMIT_FAILS,

    /**
     * The answer to the commit gets lost, as when a connection breaks at that moment: everything is stored, nothing is
     * published, and the caller learns of a failure.
     */
    ANSWER_LOST,

    /** The process dies between commit and publication: everything is stored, and nothing is published. */
    DIES_BEFORE_PUBLISHING
}
