package dev.chat.bench.report;

import dev.chat.bench.contest.Figure;
import dev.chat.bench.contest.Result;
import java.util.List;
import java.util.Optional;

/**
 * Which number of a contest is meant.
 *
 * @param workload the name of the workload
 * @param contender the name of the contender
 * @param figure what was measured
 */
public record Measured(String workload, String contender, Figure figure) {
    /** {@return its median, if it was measured} */
    Optional<Double> in(List<Result> results) {
        return results.stream()
                .filter(result -> result.workload().name().equals(workload)
                        && result.contender().equals(contender))
                .findFirst()
                .flatMap(result -> result.median(figure));
    }

    @Override
    public String toString() {
        return contender + "'s " + figure.name();
    }
}
