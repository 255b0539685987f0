package dev.chat.check;

import java.util.Random;

/**
 * What happens to one connection, and when: drawn when it is opened.
 *
 * @param kind what happens
 * @param afterMillis how long the connection is well before that
 * @param forMillis how long it lasts, if it passes
 * @param afterBytes how many bytes pass in both directions together before a cut
 * @param up whether it happens to what the client sends
 * @param down whether it happens to what the server sends
 */
record Fault(Kind kind, long afterMillis, long forMillis, long afterBytes, boolean up, boolean down) {
    /** Nothing happens. */
    static final Fault NONE = new Fault(Kind.NONE, 0, 0, 0, false, false);

    private static final int MAX_MILLIS = 3_000;
    private static final int LEAST_MILLIS = 400;
    private static final int MAX_BYTES = 20_000;

    /** {@return a fault, the same for the same random numbers; two in five connections have none} */
    static Fault draw(Random random) {
        Kind[] kinds = Kind.values();
        int drawn = random.nextInt(10);
        Kind kind = drawn < 4 ? Kind.NONE : kinds[1 + (drawn - 4) % (kinds.length - 1)];
        int directions = random.nextInt(3);
        return new Fault(
                kind,
                random.nextInt(MAX_MILLIS),
                LEAST_MILLIS + random.nextInt(2 * MAX_MILLIS),
                1 + random.nextInt(MAX_BYTES),
                directions != 0,
                directions != 1);
    }

    /** What can happen. */
    enum Kind {
        /** Nothing. */
        NONE,
        /** The connection is reset, mostly in the middle of a frame. */
        RESET,
        /** The connection is closed in order, mostly in the middle of a frame. */
        CUT,
        /** Nothing passes for a while, then all of it. */
        STALL,
        /** Everything is swallowed from then on, and nobody is told. */
        HALF_OPEN,
        /** Everything arrives in pieces of 1 to 7 bytes. */
        CRUMBS,
        /** For a while, a few kilobytes pass in a second. */
        DRIP
    }
}
