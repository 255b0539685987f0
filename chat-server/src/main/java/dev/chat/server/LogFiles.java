package dev.chat.server;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import dev.chat.server.config.LogSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens files to log to, which are set aside when they are full. */
final class LogFiles {
    private final LoggerContext context;
    private final LogSettings settings;

    LogFiles(LoggerContext context, LogSettings settings) {
        this.context = context;
        this.settings = settings;
    }

    /**
     * Opens a file, which is created with its folder if need be, and appended to.
     *
     * @throws StartException if it cannot be written
     */
    OutputStreamAppender<ILoggingEvent> open(Path file, Encoder<ILoggingEvent> encoder) throws StartException {
        Path path = file.toAbsolutePath().normalize();
        tryOut(path);
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName(path.toString());
        appender.setFile(path.toString());
        appender.setEncoder(encoder);
        SizeBasedTriggeringPolicy<ILoggingEvent> full = new SizeBasedTriggeringPolicy<>();
        full.setContext(context);
        full.setMaxFileSize(new FileSize(settings.megabytes() * FileSize.MB_COEFFICIENT));
        full.setCheckIncrement(Duration.buildByMilliseconds(0));
        full.start();
        FixedWindowRollingPolicy aside = new FixedWindowRollingPolicy();
        aside.setContext(context);
        aside.setParent(appender);
        aside.setFileNamePattern(path + ".%i");
        aside.setMinIndex(1);
        aside.setMaxIndex(settings.files());
        aside.start();
        appender.setTriggeringPolicy(full);
        appender.setRollingPolicy(aside);
        appender.start();
        return appender;
    }

    /** Logback only mutters to itself if it cannot. */
    private static void tryOut(Path path) throws StartException {
        if (path.toString().contains("%")) {
            throw new StartException("The log file " + path + " must have a name without %.");
        }
        try {
            Path folder = path.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
        } catch (IOException failure) {
            throw new StartException("The log file " + path + " cannot be written.", failure);
        }
    }
}
