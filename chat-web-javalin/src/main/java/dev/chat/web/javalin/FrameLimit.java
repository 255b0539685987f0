package dev.chat.web.javalin;

import io.github.bucket4j.Bucket;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one socket may still send. Used by one thread at a time; how many frames there may be, all sockets of the user
 * share.
 */
final class FrameLimit {
    private final Bucket frames;
    private final Supplier<Bucket> newRefusals;
    private @Nullable Bucket refusals;

    /**
     * Creates a limit.
     *
     * @param newRefusals is asked for once something is refused: for most sockets, that is never
     */
    FrameLimit(Bucket frames, Supplier<Bucket> newRefusals) {
        this.frames = frames;
        this.newRefusals = newRefusals;
    }

    /** Judges a frame that has come. */
    Verdict judge() {
        if (frames.tryConsume(1)) {
            return Verdict.ADMITTED;
        }
        Bucket left = refusals == null ? newRefusals.get() : refusals;
        refusals = left;
        return left.tryConsume(1) && left.getAvailableTokens() > 0 ? Verdict.REFUSED : Verdict.ENOUGH;
    }

    /** What becomes of a frame. */
    enum Verdict {
        /** It is carried out. */
        ADMITTED,
        /** It is refused. */
        REFUSED,
        /** It is refused, and nothing more is heard: telling its sender has not helped. */
        ENOUGH
    }
}
