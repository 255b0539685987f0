package dev.chat.bench.report;

import dev.chat.bench.contest.Figure;
import dev.chat.bench.contest.Result;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is aimed at: a number at least or at most so much, or so many times another number of the same contest.
 *
 * @param measured the number
 * @param bound whether it is to be great or small
 * @param factor how much, or how many times the other number
 * @param against the other number; null for none
 */
public record Target(
        Measured measured,
        Bound bound,
        double factor,
        @Nullable Measured against) {
    /** {@return a target for a number itself} */
    public static Target of(String workload, String contender, Figure figure, Bound bound, double limit) {
        return new Target(new Measured(workload, contender, figure), bound, limit, null);
    }

    /** {@return a target for a number compared with the same figure of another contender} */
    public static Target against(
            String other, String workload, String contender, Figure figure, Bound bound, double factor) {
        Measured measured = new Measured(workload, contender, figure);
        return new Target(measured, bound, factor, new Measured(workload, other, figure));
    }

    /** {@return what came of it in a contest} */
    public Outcome outcome(List<Result> results) {
        Optional<Double> value = measured.in(results);
        if (against != null) {
            Optional<Double> other = against.in(results);
            value = value.flatMap(mine -> other.map(theirs -> mine / theirs));
        }
        return new Outcome(this, value);
    }

    /** {@return it in words} */
    public String words() {
        String limit = bound.sign + " " + Numbers.shortly(factor);
        return against == null
                ? measured + " " + limit + " " + measured.figure().unit()
                : measured + " " + limit + " × "
                        + (same() ? against.contender() + "'s" : against + " in " + against.workload());
    }

    private boolean same() {
        return against != null
                && against.workload().equals(measured.workload())
                && against.figure().equals(measured.figure());
    }

    /** Which side of the limit is good. */
    public enum Bound {
        /** So much or more. */
        AT_LEAST("≥"),
        /** So much or less. */
        AT_MOST("≤");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }
    }

    /**
     * What came of a target.
     *
     * @param target what was aimed at
     * @param value what was reached; empty if it was not measured
     */
    public record Outcome(Target target, Optional<Double> value) {
        /** {@return {@code met}, {@code missed} or {@code not measured}} */
        public String verdict() {
            return value.map(reached -> isMet(reached) ? "met" : "missed").orElse("not measured");
        }

        private boolean isMet(double reached) {
            return target.bound == Bound.AT_LEAST ? reached >= target.factor : reached <= target.factor;
        }
    }
}
