package dev.chat.bench.contest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one run of a workload has shown: figures with their values, in the order in which they are reported. A run that
 * measures at several sizes holds each figure once for each of them.
 *
 * @param values each figure's value
 */
public record Reading(Map<Figure, Double> values) {
    /** Nothing yet. */
    public static final Reading NONE = new Reading(Map.of());

    /** Copies the values. */
    public Reading {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** {@return this and one more value} */
    public Reading with(Figure figure, double value) {
        Map<Figure, Double> more = new LinkedHashMap<>(values);
        more.put(figure, value);
        return new Reading(more);
    }

    /** {@return this and all values of another} */
    public Reading with(Reading other) {
        Map<Figure, Double> more = new LinkedHashMap<>(values);
        more.putAll(other.values);
        return new Reading(more);
    }

    /** {@return the same values as those of a point of a curve} */
    public Reading at(long size) {
        Map<Figure, Double> moved = new LinkedHashMap<>();
        values.forEach((figure, value) -> moved.put(figure.at(size), value));
        return new Reading(moved);
    }
}
