package dev.chat.bench.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What was counted since the last reset. Used by one thread. */
public final class Tally {
    private static final long LONGEST_MICROSECONDS = TimeUnit.MINUTES.toMicros(2);
    private static final int DIGITS = 3;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double MICROS_PER_MILLI = 1e3;

    private final Histogram receipts = new Histogram(LONGEST_MICROSECONDS, DIGITS);
    private final Histogram lasts = new Histogram(LONGEST_MICROSECONDS, DIGITS);
    private final Histogram acknowledgements = new Histogram(LONGEST_MICROSECONDS, DIGITS);

    /** Starts anew. */
    public void reset() {
        receipts.reset();
        lasts.reset();
        acknowledgements.reset();
    }

    void received(long nanos) {
        receipts.recordValue(micros(nanos));
    }

    void receivedByAll(long nanos) {
        lasts.recordValue(micros(nanos));
    }

    void acknowledged(long nanos) {
        acknowledgements.recordValue(micros(nanos));
    }

    /** {@return how many messages have reached receivers, once for each receiver} */
    public long deliveries() {
        return receipts.getTotalCount();
    }

    /** {@return how many messages have reached everyone} */
    public long messages() {
        return lasts.getTotalCount();
    }

    /** {@return how many messages were acknowledged} */
    public long acknowledgements() {
        return acknowledgements.getTotalCount();
    }

    /** {@return within how many milliseconds of its send so much of a hundred deliveries came} */
    public double receiptMillis(double percentile) {
        return millis(receipts, percentile);
    }

    /**
     * {@return within how many milliseconds of its send so much of a hundred messages had come to the last receiver}
     */
    public double lastReceiptMillis(double percentile) {
        return millis(lasts, percentile);
    }

    /** {@return within how many milliseconds of its send so much of a hundred acknowledgements came} */
    public double acknowledgementMillis(double percentile) {
        return millis(acknowledgements, percentile);
    }

    private static double millis(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }

    private static long micros(long nanos) {
        return Math.min(Math.round(Math.max(0, nanos) / NANOS_PER_MICRO), LONGEST_MICROSECONDS);
    }
}
