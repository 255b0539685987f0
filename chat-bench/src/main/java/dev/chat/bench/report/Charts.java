package dev.chat.bench.report;

import dev.chat.bench.contest.Figure;
import dev.chat.bench.contest.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What came of a contest, as charts: one file for each workload, in SVG, for light and dark pages. */
public final class Charts {
    /** What is shown beside the first figure of a workload. */
    private static final Set<Figure> HEADLINES =
            Set.of(Figure.P99, Figure.LAST_P50, Figure.SERVER_CPU, Figure.ALL_CONNECTED, Figure.MEMORY_EACH);

    private Charts() {}

    /** Writes them into a folder, which is created: bars where contenders are compared, curves where sizes are. */
    public static void write(Path folder, List<Result> results) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, List<Result>> each : Result.byWorkload(results).entrySet()) {
            Path file = folder.resolve(each.getKey() + ".svg");
            List<Result> of = each.getValue();
            if (of.stream().anyMatch(result -> !result.readings().isEmpty())) {
                boolean isCurve = !of.getFirst().workload().axis().isEmpty();
                Files.writeString(file, isCurve ? CurveChart.of(of) : BarChart.of(of));
            }
        }
    }

    /** {@return the first figure and those that matter beside it, without sizes} */
    static List<Figure> headlines(List<Result> results, boolean onCurves) {
        Set<Figure> all = new LinkedHashSet<>();
        results.stream()
                .flatMap(result -> result.spreads().keySet().stream())
                .filter(figure -> onCurves == (figure.at() > 0))
                .forEach(figure -> all.add(figure.at(0)));
        return Stream.concat(all.stream().limit(1), all.stream().skip(1).filter(HEADLINES::contains))
                .toList();
    }
}
