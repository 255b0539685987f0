package dev.chat.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * Lets a warning or error through once, and sums up each minute how often it came again: when a disk is full, every
 * request fails alike. May be called by any thread.
 */
final class Repeats extends Filter<ILoggingEvent> {
    private static final Marker SUM = MarkerFactory.getMarker("sum");
    private static final int MOST_KINDS = 1_000;

    private final Map<String, Kind> kinds = new HashMap<>();
    private @Nullable Future<?> reporting;

    @Override
    public FilterReply decide(ILoggingEvent event) {
        boolean isSum = event.getMarkerList() != null && event.getMarkerList().contains(SUM);
        if (isSum || !event.getLevel().isGreaterOrEqual(Level.WARN)) {
            return FilterReply.NEUTRAL;
        }
        return isNew(event) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    private synchronized boolean isNew(ILoggingEvent event) {
        if (reporting == null) {
            reporting = getContext()
                    .getScheduledExecutorService()
                    .scheduleAtFixedRate(this::report, 1, 1, TimeUnit.MINUTES);
        }
        String failure = event.getThrowableProxy() == null
                ? ""
                : event.getThrowableProxy().getClassName();
        String key = event.getLoggerName() + "\n" + event.getLevel() + "\n" + event.getMessage() + "\n" + failure;
        Kind known = kinds.get(key);
        if (known != null) {
            known.count++;
            return false;
        }
        if (kinds.size() < MOST_KINDS) {
            kinds.put(key, new Kind(event));
        }
        return true;
    }

    /** Says what came again since the last time. What did not is new if it comes again. */
    void report() {
        for (Kind kind : takeRepeated()) {
            ((LoggerContext) getContext())
                    .getLogger(kind.first.getLoggerName())
                    .atLevel(org.slf4j.event.Level.valueOf(kind.first.getLevel().toString()))
                    .addMarker(SUM)
                    .log(
                            "{} … {} times more in the last minute",
                            kind.first.getFormattedMessage(),
                            String.format(Locale.ROOT, "%,d", kind.count));
        }
    }

    private synchronized List<Kind> takeRepeated() {
        List<Kind> repeated = new ArrayList<>();
        kinds.values().removeIf(kind -> kind.count == 0);
        for (Map.Entry<String, Kind> kind : kinds.entrySet()) {
            repeated.add(kind.getValue());
            kind.setValue(new Kind(kind.getValue().first));
        }
        return repeated;
    }

    /** Events that differ in nothing but their time and their particulars. */
    private static final class Kind {
        private final ILoggingEvent first;
        private long count;

        Kind(ILoggingEvent first) {
            this.first = first;
        }
    }
}
