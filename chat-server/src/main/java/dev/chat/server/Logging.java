package dev.chat.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Logs one line an event to the standard error, which keeps the standard output for what the program has to say.
 * Written in code, because reading XML would cost a tenth of the start; whoever wants another form names a file of
 * Logback's in {@code -Dlogback.configurationFile}.
 */
public final class Logging extends ContextAwareBase implements Configurator {
    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} - %replace(%msg){'[\\r\\n]+', ' '}%n";

    private static final List<String> LIBRARIES =
            List.of("io.javalin", "org.eclipse.jetty", "com.zaxxer.hikari", "org.jdbi", "org.postgresql", "h2database");

    /** For Logback, which finds this class by itself. */
    public Logging() {}

    /**
     * Sets how much is logged from now on; libraries get a say only if something is wrong, or everything is to be told.
     */
    static void setLevel(org.slf4j.event.Level level) {
        // The driver of PostgreSQL logs by the platform's means.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.convertAnSLF4JLevel(level));
            boolean everything = level.compareTo(org.slf4j.event.Level.DEBUG) >= 0;
            Level quiet = level == org.slf4j.event.Level.ERROR ? Level.ERROR : Level.WARN;
            LIBRARIES.forEach(name -> context.getLogger(name).setLevel(everything ? Level.INFO : quiet));
        }
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget(ConsoleTarget.SystemErr.getName());
        appender.setEncoder(encoder);
        appender.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
