package dev.chat.core.room;

import dev.chat.core.error.RejectedException;
import java.util.concurrent.CompletableFuture;

/** What became of a send. */
sealed interface SendOutcome {
    /** Hands it to the sender. */
    Sent get() throws RejectedException;

    /** Hands it to a sender who does not wait. */
    default void complete(CompletableFuture<Sent> sent) {
        try {
            sent.complete(get());
        } catch (RejectedException | RuntimeException failure) {
            sent.completeExceptionally(failure);
        }
    }

    /** It is stored. */
    record Stored(Sent sent) implements SendOutcome {
        @Override
        public Sent get() {
            return sent;
        }
    }

    /** It breaks a rule. */
    record Refused(RejectedException reason) implements SendOutcome {
        @Override
        public Sent get() throws RejectedException {
            throw reason;
        }
    }

    /** It came to nothing, or its outcome is unknown. */
    record Failed(Throwable cause) implements SendOutcome {
        @Override
        public Sent get() {
            throw cause instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException("The send failed: " + cause, cause);
        }
    }
}
