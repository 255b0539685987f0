package dev.chat.bench.report;

import java.util.Locale;

/** Numbers as a person reads them. */
final class Numbers {
    private static final double WHOLE = 100;
    private static final double TENTHS = 10;

    private Numbers() {}

    /** {@return three digits or all before the point} */
    static String shortly(double value) {
        double size = Math.abs(value);
        if (size >= WHOLE || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= TENTHS ? "%.1f" : "%.2f", value);
    }
}
