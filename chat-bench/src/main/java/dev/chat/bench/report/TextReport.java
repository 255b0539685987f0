package dev.chat.bench.report;

import dev.chat.bench.contest.Figure;
import dev.chat.bench.contest.Result;
import dev.chat.bench.contest.Spread;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What came of a contest, as tables for a person. */
public final class TextReport {
    private final PrintWriter out;

    /** Creates what prints there. */
    public TextReport(PrintWriter out) {
        this.out = out;
    }

    /**
     * Prints what came of each workload: a line for each figure, a column for each contender, in each the median, the
     * spread if there were several rounds, and how many times that of the first contender it is. Then each curve: a
     * line for each size, a column for each figure.
     */
    public void print(List<Result> results) {
        Result.byWorkload(results).values().forEach(this::printOne);
        out.flush();
    }

    private void printOne(List<Result> results) {
        Result first = results.getFirst();
        out.println();
        out.println(first.workload().name() + ": " + first.workload().description());
        figures(results);
        results.forEach(this::curve);
        for (Result result : results) {
            result.failures().forEach(failure -> out.println("  FAILED " + result.contender() + ": " + failure));
        }
    }

    /** Prints what came of targets. */
    public void printTargets(List<Target.Outcome> outcomes) {
        out.println();
        Table table = new Table();
        table.add(List.of("aimed at", "in", "reached", ""));
        for (Target.Outcome outcome : outcomes) {
            table.add(List.of(
                    outcome.target().words(),
                    outcome.target().measured().workload(),
                    outcome.value().map(Numbers::shortly).orElse("–"),
                    outcome.verdict()));
        }
        table.print(out);
        out.flush();
    }

    private void figures(List<Result> results) {
        Set<Figure> figures = new LinkedHashSet<>();
        for (Result result : results) {
            result.spreads().keySet().stream()
                    .filter(figure -> figure.at() == 0)
                    .forEach(figures::add);
        }
        if (figures.isEmpty()) {
            return;
        }
        Table table = new Table();
        List<String> head = new ArrayList<>(List.of(""));
        results.forEach(result -> head.add(result.contender()));
        table.add(head);
        for (Figure figure : figures) {
            List<String> row = new ArrayList<>(List.of(figure.toString()));
            results.forEach(result -> row.add(cell(result, figure) + ratio(result, results.getFirst(), figure)));
            table.add(row);
        }
        table.print(out);
    }

    private void curve(Result result) {
        Set<Long> sizes = new LinkedHashSet<>();
        Set<Figure> columns = new LinkedHashSet<>();
        for (Figure figure : result.spreads().keySet()) {
            if (figure.at() > 0) {
                sizes.add(figure.at());
                columns.add(figure.at(0));
            }
        }
        if (sizes.isEmpty()) {
            return;
        }
        Table table = new Table();
        List<String> head = new ArrayList<>(
                List.of(result.contender() + ", " + result.workload().axis()));
        columns.forEach(figure -> head.add(figure.toString()));
        table.add(head);
        for (long size : sizes) {
            List<String> row = new ArrayList<>(List.of(Numbers.shortly((double) size)));
            columns.forEach(figure -> row.add(cell(result, figure.at(size))));
            table.add(row);
        }
        table.print(out);
    }

    private static String cell(Result result, Figure figure) {
        Spread spread = result.spreads().get(figure);
        if (spread == null) {
            return "–";
        }
        String median = Numbers.shortly(spread.median());
        return result.readings().size() == 1
                ? median
                : median + " (" + Numbers.shortly(spread.least()) + "–" + Numbers.shortly(spread.most()) + ")";
    }

    private static String ratio(Result result, Result first, Figure figure) {
        if (result.contender().equals(first.contender())) {
            return "";
        }
        return first.median(figure)
                .filter(median -> median > 0)
                .flatMap(median -> result.median(figure).map(value -> " ×" + Numbers.shortly(value / median)))
                .orElse("");
    }
}
