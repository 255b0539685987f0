package dev.chat.persistence.jdbi;

import dev.chat.core.delivery.Broadcaster;
import dev.chat.core.room.Change;
import java.util.Collection;
import java.util.function.Consumer;

/** Notes what is published. */
record Recorder(Collection<Change> published) implements Broadcaster {
    @Override
    public void publish(Change change) {
        published.add(change);
    }

    @Override
    public void listen(Consumer<Change> listener) {}
}
