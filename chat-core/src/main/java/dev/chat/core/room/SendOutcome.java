package dev.chat.core.room;

import dev.chat.core.error.RejectedException;
import dev.chat.core.store.StoreException;

/** What became of a send. */
sealed interface SendOutcome {
    /** Hands it to the sender. */
    Sent get() throws RejectedException;

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
        /** Throws an exception of the sender's own: several threads may be handed this outcome. */
        @Override
        public Sent get() {
            if (cause instanceof StoreException failure) {
                throw new StoreException(String.valueOf(failure.getMessage()), failure, failure.isRetrySafe());
            }
            throw new IllegalStateException("The send failed: " + cause.getMessage(), cause);
        }
    }
}
