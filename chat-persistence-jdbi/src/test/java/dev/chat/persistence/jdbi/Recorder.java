package dev.chat.persistence.jdbi;

import dev.chat.core.delivery.Broadcaster;
import dev.chat.core.room.Change;
import java.util.List;
import java.util.function.Consumer;

/** Notes what is published. */
record Recorder(List<Change> published) implements Broadcaster {
    @Override
    public void publish(Change change) {
        published.add(change);
    }

    @Override
    public void listen(Consumer<Change> listener) {}
}
