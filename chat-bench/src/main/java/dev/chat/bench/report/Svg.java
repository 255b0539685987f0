package dev.chat.bench.report;

import java.util.Locale;

/** A drawing in SVG, of one width, whose colours follow the page around it. */
final class Svg {
    static final int WIDTH = 720;

    private static final String STYLE = """
            text{font:13px system-ui,sans-serif;fill:#1f2328}.title{font-size:15px;font-weight:600}
            .quiet{fill:#59636e}.own{fill:#0a66c2}.other{fill:#9aa4af}.whisker,.axis{stroke:#59636e;stroke-width:1}
            .curve{stroke:#0a66c2;stroke-width:2;fill:none}
            @media(prefers-color-scheme:dark){text{fill:#e6edf3}.quiet{fill:#9198a1}.own{fill:#58a6ff}
            .other{fill:#6e7681}.whisker,.axis{stroke:#9198a1}.curve{stroke:#58a6ff}}
            """;

    private final StringBuilder body = new StringBuilder();

    /** Writes from there to the right. */
    void text(double x, double y, String kind, String text) {
        add(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\">%s</text>", x, y, kind, escape(text)));
    }

    /** Writes from there to the left. */
    void textBefore(double x, double y, String kind, String text) {
        add(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\" text-anchor=\"end\">%s</text>",
                x,
                y,
                kind,
                escape(text)));
    }

    /** Writes to both sides of there. */
    void textAround(double x, double y, String kind, String text) {
        add(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\" text-anchor=\"middle\">%s</text>",
                x,
                y,
                kind,
                escape(text)));
    }

    void bar(double x, double y, double width, double height, String kind) {
        add(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\" class=\"%s\"/>",
                x,
                y,
                Math.max(1, width),
                height,
                kind));
    }

    void line(double x1, double y1, double x2, double y2, String kind) {
        add(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>",
                x1,
                y1,
                x2,
                y2,
                kind));
    }

    void dot(double x, double y, String kind) {
        add(String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" class=\"%s\"/>", x, y, kind));
    }

    /** {@return the whole drawing, for whoever cannot see it with a title} */
    String finish(double height, String title) {
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %.0f\" role=\"img\">%n",
                        WIDTH,
                        height)
                + "<title>" + escape(title) + "</title>\n<style>\n" + STYLE + "</style>\n" + body + "</svg>\n";
    }

    private void add(String element) {
        body.append(element).append('\n');
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
