package dev.chat.server.config;

import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.event.Level;

/**
 * What is logged, and where.
 *
 * @param level how much
 * @param file where to; empty for the standard error
 * @param accessFile where each request gets a line; empty for nowhere
 * @param megabytes how large a file may grow before the next one is begun
 * @param files how many full files are kept beside the one that is written
 */
public record LogSettings(Level level, Optional<Path> file, Optional<Path> accessFile, int megabytes, int files) {
    private static final int MOST_MEGABYTES = 1_000;
    private static final int MOST_FILES = 20;

    /** {@return what is so by default: to the standard error, without requests} */
    public static LogSettings of(Level level) {
        return new LogSettings(level, Optional.empty(), Optional.empty(), 1, 1);
    }

    static LogSettings from(Settings settings) throws InvalidSettingException {
        Optional<Path> file = settings.path(Setting.LOG_FILE);
        Optional<Path> accessFile = settings.path(Setting.ACCESS_LOG);
        if (file.isPresent() && file.equals(accessFile)) {
            throw new InvalidSettingException(settings.nameInSource(Setting.ACCESS_LOG) + " and "
                    + settings.nameInSource(Setting.LOG_FILE) + " must be two files.");
        }
        return new LogSettings(
                settings.get(
                        Setting.LOG_LEVEL,
                        value -> ServerConfig.oneOf(Level.class, value),
                        "one of error, warn, info, debug and trace"),
                file,
                accessFile,
                settings.get(
                        Setting.LOG_FILE_SIZE,
                        value -> ServerConfig.number(value, 1, MOST_MEGABYTES),
                        "a number from 1 to 1000"),
                settings.get(
                        Setting.LOG_FILES,
                        value -> ServerConfig.number(value, 1, MOST_FILES),
                        "a number from 1 to 20"));
    }
}
