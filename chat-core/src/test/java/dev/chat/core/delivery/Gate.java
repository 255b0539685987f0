package dev.chat.core.delivery;

import dev.chat.core.room.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Hands over only what the test lets through, on the thread of the test. */
final class Gate implements Broadcaster {
    final List<Change> held = new ArrayList<>();
    Predicate<Change> hold = change -> false;
    private final List<Consumer<Change>> listeners = new ArrayList<>();

    @Override
    public void publish(Change change) {
        if (hold.test(change)) {
            held.add(change);
        } else {
            listeners.forEach(listener -> listener.accept(change));
        }
    }

    @Override
    public void listen(Consumer<Change> listener) {
        listeners.add(listener);
    }

    void release() {
        hold = change -> false;
        held.forEach(this::publish);
        held.clear();
    }
}
