package dev.chat.bench.report;

import dev.chat.bench.contest.Figure;
import dev.chat.bench.contest.Result;
import dev.chat.bench.contest.Spread;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A panel for each headline: how it grows with the size, whose axis is logarithmic; the other begins at 0. */
final class CurveChart {
    private static final double LEFT = 40;
    private static final double RIGHT = 60;
    private static final double TOP = 34;
    private static final double HEAD = 36;
    private static final double HEIGHT = 110;
    private static final double FOOT = 34;
    private static final double BASELINE = 12;
    private static final double ABOVE = 9;

    private final Svg svg = new Svg();
    private final List<Long> sizes;
    private double y = TOP;

    private CurveChart(List<Long> sizes) {
        this.sizes = sizes;
    }

    /** {@return the chart of one workload, of its first contender} */
    static String of(List<Result> results) {
        Result result = results.getFirst();
        String title = result.workload().description();
        List<Long> sizes = result.spreads().keySet().stream()
                .map(Figure::at)
                .filter(at -> at > 0)
                .distinct()
                .sorted()
                .toList();
        CurveChart chart = new CurveChart(sizes);
        chart.svg.text(0, BASELINE + 4, "title", title);
        for (Figure figure : Charts.headlines(results, true)) {
            chart.panel(result.spreads(), figure, result.workload().axis());
        }
        return chart.svg.finish(chart.y, title);
    }

    private void panel(Map<Figure, Spread> spreads, Figure figure, String axis) {
        svg.text(0, y + BASELINE, "quiet", figure + ", by " + axis);
        y += HEAD;
        double bottom = y + HEIGHT;
        svg.line(LEFT, bottom, Svg.WIDTH - RIGHT / 2, bottom, "axis");
        List<Point> points = sizes.stream()
                .flatMap(size -> Stream.ofNullable(spreads.get(figure.at(size))).map(spread -> new Point(size, spread)))
                .toList();
        double most =
                points.stream().mapToDouble(point -> point.spread.most()).max().orElse(0);
        double scale = HEIGHT / Math.max(most, Double.MIN_NORMAL);
        for (int i = 1; i < points.size(); i++) {
            Point from = points.get(i - 1);
            Point to = points.get(i);
            svg.line(
                    x(from.size),
                    bottom - from.spread.median() * scale,
                    x(to.size),
                    bottom - to.spread.median() * scale,
                    "curve");
        }
        points.forEach(point -> mark(point, bottom, scale));
        y = bottom + FOOT;
    }

    private void mark(Point point, double bottom, double scale) {
        double x = x(point.size);
        double at = bottom - point.spread.median() * scale;
        svg.line(x, bottom - point.spread.least() * scale, x, bottom - point.spread.most() * scale, "whisker");
        svg.dot(x, at, "own");
        svg.textAround(x, at - ABOVE, "", Numbers.shortly(point.spread.median()));
        svg.textAround(x, bottom + BASELINE + 2, "quiet", Numbers.shortly((double) point.size));
    }

    private double x(long size) {
        double first = Math.log(sizes.getFirst());
        double span = Math.max(Math.log(sizes.getLast()) - first, Double.MIN_NORMAL);
        return LEFT + (Math.log((double) size) - first) / span * (Svg.WIDTH - LEFT - RIGHT);
    }

    /** What was measured at one size. */
    private record Point(long size, Spread spread) {}
}
