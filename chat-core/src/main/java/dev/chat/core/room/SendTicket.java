package dev.chat.core.room;

import dev.chat.core.store.StoreException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A send's place in a line, and what became of it. */
final class SendTicket implements Line.Ticket {
    private final Send send;
    private final Consumer<SendTicket> leader;
    private final Consumer<SendOutcome> sender;
    private @Nullable SendOutcome outcome;

    /**
     * Creates one.
     *
     * @param leader is handed this ticket if it has the turn; must neither block nor throw
     * @param sender is told once what became of it; must neither block nor throw
     */
    SendTicket(Send send, Consumer<SendTicket> leader, Consumer<SendOutcome> sender) {
        this.send = send;
        this.leader = leader;
        this.sender = sender;
    }

    Send send() {
        return send;
    }

    @Override
    public void onTurn() {
        leader.accept(this);
    }

    @Override
    public void onGivenUp(StoreException reason) {
        became(new SendOutcome.Failed(reason));
        tell();
    }

    void became(SendOutcome value) {
        outcome = value;
    }

    void failUnlessKnown(Throwable failure) {
        if (outcome == null) {
            outcome = new SendOutcome.Failed(failure);
        }
    }

    /** Tells the sender what became of it. */
    void tell() {
        sender.accept(Objects.requireNonNull(outcome, "outcome"));
    }
}
