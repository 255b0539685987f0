package dev.chat.bench.contest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What came of one contender's runs of one workload.
 *
 * @param workload what was done
 * @param contender by whom
 * @param readings of the rounds that went well
 * @param failures what went wrong in the others
 */
public record Result(Workload workload, String contender, List<Reading> readings, List<String> failures) {
    /** Copies the lists. */
    public Result {
        readings = List.copyOf(readings);
        failures = List.copyOf(failures);
    }

    /** {@return results by the name of their workload, in their order} */
    public static Map<String, List<Result>> byWorkload(List<Result> results) {
        return results.stream()
                .collect(Collectors.groupingBy(
                        result -> result.workload().name(), LinkedHashMap::new, Collectors.toList()));
    }

    /** {@return each figure over the rounds, in the order of the first round} */
    public Map<Figure, Spread> spreads() {
        Map<Figure, List<Double>> values = new LinkedHashMap<>();
        for (Reading reading : readings) {
            reading.values()
                    .forEach((figure, value) -> values.computeIfAbsent(figure, none -> new ArrayList<>())
                            .add(value));
        }
        Map<Figure, Spread> spreads = new LinkedHashMap<>();
        values.forEach((figure, of) -> spreads.put(figure, Spread.of(of)));
        return spreads;
    }

    /** {@return the median of a figure, if it was read} */
    public Optional<Double> median(Figure figure) {
        return Optional.ofNullable(spreads().get(figure)).map(Spread::median);
    }
}
