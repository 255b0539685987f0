package dev.chat.core.room;

/**
 * How much a catching up may hold; beyond that it is cheaper, for both sides, to load the room afresh.
 *
 * @param things how many things may have changed
 * @param bytes how many bytes of text they may hold
 */
public record CatchUpLimit(int things, int bytes) {
    private static final int MEBIBYTE = 1024 * 1024;

    /** For who asks for it alone, and takes it as it comes: 10,000 things and 2 MiB of text. */
    public static final CatchUpLimit ALONE = new CatchUpLimit(10_000, 2 * MEBIBYTE);

    /**
     * For who goes on listening: 1,000 things and 1 MiB of text. It waits for its reader behind whatever else does, in
     * memory, and after the end of a server as many readers may need it as there are.
     */
    public static final CatchUpLimit BEFORE_LISTENING = new CatchUpLimit(1_000, MEBIBYTE);
}
