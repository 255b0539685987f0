package dev.chat.bench.contest;

import java.util.Locale;

/**
 * What a number means.
 *
 * @param name what is measured, in words
 * @param unit its unit
 * @param at where on a curve it was measured, such as with how many subscribers; 0 where there is no curve
 */
public record Figure(String name, String unit, long at) {
    /** What reaches receivers in a second, of all receivers together. */
    public static final Figure DELIVERIES = of("deliveries", "/s");

    /** From a send to its receipt by each receiver: half are faster. */
    public static final Figure P50 = of("p50", "ms");

    /** From a send to its receipt by each receiver: one in a hundred is slower. */
    public static final Figure P99 = of("p99", "ms");

    /** From a send to its receipt by each receiver: one in a thousand is slower. */
    public static final Figure P999 = of("p99.9", "ms");

    /** Processor time of the server, and of all that it has started, for a million deliveries. */
    public static final Figure SERVER_CPU = of("server CPU", "s/M");

    /** Processor time of the load generator for a million deliveries. */
    public static final Figure GENERATOR_CPU = of("generator CPU", "s/M");

    /** Memory that the server's processes hold at the end. */
    public static final Figure MEMORY = of("resident", "MB");

    /** The most memory that the server's processes have held while they were measured. */
    public static final Figure PEAK_MEMORY = of("peak", "MB");

    /** Acknowledged sends in a second. */
    public static final Figure ACKNOWLEDGED = of("acknowledged", "/s");

    /** From a send to its receipt by the last receiver: half are faster. */
    public static final Figure LAST_P50 = of("last receiver p50", "ms");

    /** From a send to its receipt by the last receiver: one in a hundred is slower. */
    public static final Figure LAST_P99 = of("last receiver p99", "ms");

    /** How long it took to let all connections in. */
    public static final Figure ALL_CONNECTED = of("all connected", "s");

    /** Memory of the server's processes for each connection. */
    public static final Figure MEMORY_EACH = of("memory each", "KB");

    /** {@return a figure that belongs to no curve} */
    public static Figure of(String name, String unit) {
        return new Figure(name, unit, 0);
    }

    /** {@return the same at a point of a curve} */
    public Figure at(long size) {
        return new Figure(name, unit, size);
    }

    @Override
    public String toString() {
        return name + " " + unit + (at == 0 ? "" : String.format(Locale.ROOT, " at %,d", at));
    }
}
