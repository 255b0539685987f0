package dev.chat.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import org.slf4j.Logger;

/** What the lines of the logs look like. */
final class LogLines {
    private static final String TIME = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX}";
    private static final String PATTERN =
            TIME + " %-5level %logger{0} - %replace(%msg%causes){'[\\r\\n]+', ' '}%trace%n";

    private LogLines() {}

    /** {@return the encoder of what happens: a line each, with a trace below only where something is to be mended} */
    static Encoder<ILoggingEvent> of(LoggerContext context) {
        return encoder(context, PATTERN);
    }

    /** {@return the encoder of requests} */
    static Encoder<ILoggingEvent> ofRequests(LoggerContext context) {
        return encoder(context, TIME + " %msg%n");
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, String pattern) {
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.getInstanceConverterMap().put("causes", Causes::new);
        layout.getInstanceConverterMap().put("trace", Trace::new);
        layout.setPattern(pattern);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        return encoder;
    }

    /** A fault of the program's own is logged as an error, and needs its trace; a warning says enough by its causes. */
    private static boolean needsTrace(ILoggingEvent event, Context context) {
        return event.getLevel().isGreaterOrEqual(Level.ERROR)
                || ((LoggerContext) context).getLogger(Logger.ROOT_LOGGER_NAME).isDebugEnabled();
    }

    /** What a failure and its causes say, for the same line. */
    private static final class Causes extends ThrowableProxyConverter {
        @Override
        public String convert(ILoggingEvent event) {
            if (event.getThrowableProxy() == null || needsTrace(event, getContext())) {
                return "";
            }
            StringBuilder causes = new StringBuilder();
            String before = "";
            for (IThrowableProxy each = event.getThrowableProxy(); each != null; each = each.getCause()) {
                String message = String.valueOf(each.getMessage());
                if (!before.contains(message)) {
                    causes.append(": ").append(message);
                }
                before = message;
            }
            return causes.toString();
        }
    }

    /** The trace of a failure, on lines of its own. */
    private static final class Trace extends ThrowableProxyConverter {
        @Override
        public String convert(ILoggingEvent event) {
            return event.getThrowableProxy() != null && needsTrace(event, getContext())
                    ? System.lineSeparator() + super.convert(event).stripTrailing()
                    : "";
        }
    }
}
