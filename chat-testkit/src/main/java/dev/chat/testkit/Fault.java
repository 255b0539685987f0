package dev.chat.testkit;

import java.util.List;
import java.util.Random;

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
    DIES_BEFORE_PUBLISHING;

    private static final List<Fault> ALL = List.of(values());

    /** {@return any of them} */
    public static Fault any(Random random) {
        return ALL.get(random.nextInt(ALL.size()));
    }
}
