package dev.chat.bench.contest;

import java.util.Collection;

/**
 * One figure over several rounds.
 *
 * @param median the middle value, or the mean of the two in the middle
 * @param least the smallest
 * @param most the greatest
 */
public record Spread(double median, double least, double most) {
    /**
     * {@return how these values are spread}
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Spread of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("No values");
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
}
