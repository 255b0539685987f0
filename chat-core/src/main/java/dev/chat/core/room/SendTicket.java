package dev.chat.core.room;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A send's place in a line, and what became of it. */
final class SendTicket extends Line.Ticket {
    private final Send send;
    private @Nullable SendOutcome outcome;

    SendTicket(Send send) {
        this.send = send;
    }

    Send send() {
        return send;
    }

    /** Known once its work is done. */
    SendOutcome outcome() {
        return Objects.requireNonNull(outcome, "outcome");
    }

    void became(SendOutcome value) {
        outcome = value;
    }

    void failUnlessKnown(Throwable failure) {
        if (outcome == null) {
            outcome = new SendOutcome.Failed(failure);
        }
    }
}
