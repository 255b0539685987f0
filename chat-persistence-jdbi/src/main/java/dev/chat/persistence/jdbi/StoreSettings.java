package dev.chat.persistence.jdbi;

import java.time.Duration;
import java.util.Objects;

/**
 * How a store of its own uses its database.
 *
 * @param connections the most connections open at once, at least 2; each unit of work holds one
 * @param patience how long a call waits for a connection, and for what another one has locked, before it fails; at
 *     least 250 ms
 * @param durability what an acknowledged write survives
 */
public record StoreSettings(int connections, Duration patience, Durability durability) {
    static final int LEAST_CONNECTIONS = 2;

    private static final Duration LEAST_PATIENCE = Duration.ofMillis(250);

    /** 16 connections, 10 seconds, and {@link Durability#POWER_LOSS}. */
    public static final StoreSettings DEFAULTS = new StoreSettings(16, Duration.ofSeconds(10), Durability.POWER_LOSS);

    /**
     * Requires sense.
     *
     * @throws IllegalArgumentException if there are fewer than 2 connections, or the patience is below 250 ms
     */
    public StoreSettings {
        Objects.requireNonNull(durability, "durability");
        if (connections < LEAST_CONNECTIONS) {
            throw new IllegalArgumentException("At least 2 connections are needed: " + connections);
        }
        if (patience.compareTo(LEAST_PATIENCE) < 0) {
            throw new IllegalArgumentException("A patience is at least " + LEAST_PATIENCE + ": " + patience);
        }
    }

    /** {@return the same with another number of connections} */
    public StoreSettings withConnections(int value) {
        return new StoreSettings(value, patience, durability);
    }

    /** {@return the same with another patience} */
    public StoreSettings withPatience(Duration value) {
        return new StoreSettings(connections, value, durability);
    }

    /** {@return the same with another durability} */
    public StoreSettings withDurability(Durability value) {
        return new StoreSettings(connections, patience, value);
    }
}
