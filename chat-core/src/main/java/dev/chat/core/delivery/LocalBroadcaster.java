package dev.chat.core.delivery;

import dev.chat.core.room.Change;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Carries changes within one process: enough where no other one runs on the same store. Calls listeners on the
 * publisher's thread.
 */
public final class LocalBroadcaster implements Broadcaster {
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

    /** Creates a broadcaster without listeners. */
    public LocalBroadcaster() {}

    @Override
    public void publish(Change change) {
        listeners.forEach(listener -> listener.accept(change));
    }

    @Override
    public void listen(Consumer<Change> listener) {
        listeners.add(listener);
    }
}
