package dev.chat.web.javalin;

import io.github.bucket4j.Bucket;

/** What one socket may still send. */
final class FrameLimit {
    private final Bucket frames;
    private final Bucket refusals;

    FrameLimit(Bucket frames, Bucket refusals) {
        this.frames = frames;
        this.refusals = refusals;
    }

    /** Judges a frame that has come. */
    Verdict judge() {
        if (frames.tryConsume(1)) {
            return Verdict.ADMITTED;
        }
        return refusals.tryConsume(1) && refusals.getAvailableTokens() > 0 ? Verdict.REFUSED : Verdict.ENOUGH;
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
