package dev.chat.core.delivery;

import dev.chat.core.room.Change;
import java.util.function.Consumer;

/**
 * Driven port: carries committed changes to all processes that run on the same store, this one included. It need be
 * fast, not reliable: what arrives late, twice, in another order or never is put right from the store.
 */
public interface Broadcaster {
    /**
     * Hands a committed change to all listeners everywhere. Must not block, must not throw; may be called by many
     * threads at once.
     */
    void publish(Change change);

    /**
     * Adds a listener of this process. It is called by any thread, by several at once, and neither blocks nor throws.
     */
    void listen(Consumer<Change> listener);
}
