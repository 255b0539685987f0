package dev.chat.core.delivery;

/** Takes what happens in a room, in order. */
@FunctionalInterface
public interface Subscriber {
    /**
     * Takes the next delivery. Called by one thread at a time, while the room's other subscribers wait: must hand the
     * delivery on without blocking. A subscriber that throws loses its subscription.
     */
    void deliver(Delivery delivery);
}
