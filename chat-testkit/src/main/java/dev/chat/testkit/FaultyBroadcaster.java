package dev.chat.testkit;

import dev.chat.core.delivery.Broadcaster;
import dev.chat.core.room.Change;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A broadcaster at its worst: it loses, doubles, delays and swaps changes, the same for the same seed. Safe for use by
 * many threads at once.
 */
public final class FaultyBroadcaster implements Broadcaster {
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private final List<Change> delayed = new ArrayList<>();
    private final Random random;
    private boolean healed;

    /** Creates a broadcaster whose faults follow from the seed. */
    public FaultyBroadcaster(long seed) {
        random = new Random(seed);
    }

    @Override
    public void publish(Change change) {
        fate(change).forEach(each -> listeners.forEach(listener -> listener.accept(each)));
    }

    @Override
    public void listen(Consumer<Change> listener) {
        listeners.add(listener);
    }

    /** Ends all faults: what is published from now on arrives. What was lost stays lost. */
    public synchronized void heal() {
        healed = true;
    }

    private synchronized List<Change> fate(Change change) {
        if (healed) {
            return List.of(change);
        }
        return switch (random.nextInt(6)) {
            case 0 -> List.of();
            case 1 -> List.of(change, change);
            case 2 -> delay(change);
            case 3 -> withDelayed(change);
            default -> List.of(change);
        };
    }

    private List<Change> delay(Change change) {
        delayed.add(change);
        return List.of();
    }

    private List<Change> withDelayed(Change change) {
        List<Change> all = new ArrayList<>(delayed);
        delayed.clear();
        all.add(change);
        Collections.shuffle(all, random);
        return all;
    }
}
