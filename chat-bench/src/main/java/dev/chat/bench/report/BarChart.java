package dev.chat.bench.report;

import dev.chat.bench.contest.Figure;
import dev.chat.bench.contest.Result;
import dev.chat.bench.contest.Spread;
import java.util.List;

/** A panel of bars for each headline, a bar for each contender: its length is the median, a line shows the spread. */
final class BarChart {
    private static final double LEFT = 150;
    private static final double RIGHT = 100;
    private static final double TOP = 34;
    private static final double HEAD = 30;
    private static final double ROW = 24;
    private static final double BAR = 16;
    private static final double BASELINE = 12;
    private static final double AFTER_PANEL = 12;

    private final Svg svg = new Svg();
    private double y = TOP;

    private BarChart() {}

    /** {@return the chart of one workload} */
    static String of(List<Result> results) {
        String title = results.getFirst().workload().description();
        BarChart chart = new BarChart();
        chart.svg.text(0, BASELINE + 4, "title", title);
        Charts.headlines(results, false).forEach(figure -> chart.panel(results, figure));
        return chart.svg.finish(chart.y, title);
    }

    private void panel(List<Result> results, Figure figure) {
        svg.text(0, y + BASELINE, "quiet", figure.toString());
        y += HEAD - AFTER_PANEL / 2;
        double most = results.stream()
                .map(result -> result.spreads().get(figure))
                .mapToDouble(spread -> spread == null ? 0 : spread.most())
                .max()
                .orElse(0);
        double scale = (Svg.WIDTH - LEFT - RIGHT) / Math.max(most, Double.MIN_NORMAL);
        for (Result result : results) {
            Spread spread = result.spreads().get(figure);
            boolean isFirst = result.contender().equals(results.getFirst().contender());
            svg.textBefore(LEFT - BASELINE, y + BASELINE, "", result.contender());
            if (spread == null) {
                svg.text(LEFT, y + BASELINE, "quiet", "not measured");
            } else {
                bar(spread, scale, isFirst ? "own" : "other");
            }
            y += ROW;
        }
        y += AFTER_PANEL;
    }

    private void bar(Spread spread, double scale, String kind) {
        double middle = y + BAR / 2;
        svg.bar(LEFT, y, spread.median() * scale, BAR, kind);
        svg.line(LEFT + spread.least() * scale, middle, LEFT + spread.most() * scale, middle, "whisker");
        svg.text(LEFT + spread.most() * scale + BASELINE / 2, y + BASELINE, "", Numbers.shortly(spread.median()));
    }
}
