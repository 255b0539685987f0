package dev.chat.core.room;

import dev.chat.core.store.StoreException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The place in a line of a thread that waits there. */
final class Turn implements Line.Ticket {
    private final CompletableFuture<Optional<StoreException>> called = new CompletableFuture<>();

    @Override
    public void onTurn() {
        called.complete(Optional.empty());
    }

    @Override
    public void onGivenUp(StoreException reason) {
        called.complete(Optional.of(reason));
    }

    /**
     * Waits for the turn, not to be interrupted: whoever has left would be given it all the same.
     *
     * @throws StoreException if it has not come for too long
     */
    void await() {
        called.join().ifPresent(reason -> {
            throw reason;
        });
    }
}
