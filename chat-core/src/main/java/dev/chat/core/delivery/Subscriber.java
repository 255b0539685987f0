package dev.chat.core.delivery;

/** Takes what happens in a room, in order. */
@FunctionalInterface
public interface Subscriber {
    /**
     * Takes the next delivery. Called by one thread at a time; it may block and send, unless it was
     * {@linkplain Hub#subscribeDirectly subscribed directly}. A subscriber that throws loses its subscription.
     */
    void deliver(Delivery delivery);
}
