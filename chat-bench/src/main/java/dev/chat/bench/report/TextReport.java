package dev.chat.bench.report;

import dev.chat.bench.contest.Figure;
import dev.chat.bench.contest.Result;
import dev.chat.bench.contest.Spread;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What came of a contest, as tables for a person. */
public final class TextReport {
    private final PrintWriter out;

    /** Creates what prints there. */
    public TextReport(PrintWriter out) {
        this.out = out;
    }

    /** Prints what came of one workload: a line for each figure, a column for each contender. */
    public void print(List<Result> results) {
        Result first = results.getFirst();
        out.println();
        out.println(first.workload().name() + ": " + first.workload().description());
        Table table = new Table();
        List<String> head = new ArrayList<>(List.of(""));
        results.forEach(result -> head.add(result.contender()));
        table.add(head);
        for (Figure figure : figures(results)) {
            List<String> row = new ArrayList<>(List.of(figure.toString()));
            results.forEach(result -> row.add(cell(result, first, figure)));
            table.add(row);
        }
        table.print(out);
        for (Result result : results) {
            result.failures().forEach(failure -> out.println("  FAILED " + result.contender() + ": " + failure));
        }
        out.flush();
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

    private static Set<Figure> figures(List<Result> results) {
        Set<Figure> figures = new LinkedHashSet<>();
        results.forEach(result -> figures.addAll(result.spreads().keySet()));
        return figures;
    }

    /** The median, the spread, and how many times that of the first contender. */
    private static String cell(Result result, Result first, Figure figure) {
        Map<Figure, Spread> spreads = result.spreads();
        Spread spread = spreads.get(figure);
        if (spread == null) {
            return "–";
        }
        StringBuilder cell = new StringBuilder(Numbers.shortly(spread.median()));
        if (result.readings().size() > 1) {
            cell.append(" (" + Numbers.shortly(spread.least()) + "–" + Numbers.shortly(spread.most()) + ")");
        }
        if (!result.contender().equals(first.contender())) {
            first.median(figure)
                    .filter(median -> median > 0)
                    .ifPresent(median -> cell.append(" ×" + Numbers.shortly(spread.median() / median)));
        }
        return cell.toString();
    }
}
