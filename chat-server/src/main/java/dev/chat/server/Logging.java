package dev.chat.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.chat.server.config.LogSettings;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Logs one line an event to the standard error, which keeps the standard output for what the program has to say, or to
 * a file. Written in code, because reading XML would cost a tenth of the start; for another form, name a file of
 * Logback's in {@code -Dlogback.configurationFile}.
 */
public final class Logging extends ContextAwareBase implements Configurator {
    private static final List<String> LIBRARIES =
            List.of("io.javalin", "org.eclipse.jetty", "com.zaxxer.hikari", "org.jdbi", "org.postgresql", "h2database");

    /** For Logback, which finds this class by itself. */
    public Logging() {}

    /**
     * Sets what is logged from now on, and where; libraries get a say only if something is wrong, or everything is to
     * be told.
     *
     * @throws StartException if a file cannot be written
     */
    static void configure(LogSettings settings) throws StartException {
        // The driver of PostgreSQL logs by the platform's means.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            setLevel(context, settings.level());
            if (!isConfiguredByFile()) {
                write(context, settings);
            }
        }
    }

    private static void setLevel(LoggerContext context, org.slf4j.event.Level level) {
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.convertAnSLF4JLevel(level));
        boolean everything = level.compareTo(org.slf4j.event.Level.DEBUG) >= 0;
        Level quiet = level == org.slf4j.event.Level.ERROR ? Level.ERROR : Level.WARN;
        LIBRARIES.forEach(name -> context.getLogger(name).setLevel(everything ? Level.INFO : quiet));
    }

    private static void write(LoggerContext context, LogSettings settings) throws StartException {
        LogFiles files = new LogFiles(context, settings);
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        if (settings.file().isPresent()) {
            OutputStreamAppender<ILoggingEvent> file =
                    files.open(settings.file().get(), LogLines.of(context));
            root.detachAndStopAllAppenders();
            addTo(root, file);
        }
        if (settings.accessFile().isPresent()) {
            ch.qos.logback.classic.Logger access = context.getLogger(AccessLog.NAME);
            access.setAdditive(false);
            access.setLevel(Level.INFO);
            access.addAppender(files.open(settings.accessFile().get(), LogLines.ofRequests(context)));
        }
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (isConfiguredByFile()) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget(ConsoleTarget.SystemErr.getName());
        console.setEncoder(LogLines.of(context));
        console.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        addTo(root, console);
        root.setLevel(Level.INFO);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static void addTo(ch.qos.logback.classic.Logger root, OutputStreamAppender<ILoggingEvent> appender) {
        Repeats repeats = new Repeats();
        repeats.setContext(root.getLoggerContext());
        repeats.start();
        appender.addFilter(repeats);
        root.addAppender(appender);
    }

    private static boolean isConfiguredByFile() {
        return System.getProperty("logback.configurationFile") != null;
    }
}
