package dev.chat.server;

import dev.chat.server.config.InvalidSettingException;
import dev.chat.server.config.ServerConfig;
import dev.chat.server.config.Setting;
import dev.chat.server.config.Settings;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The command line of nearly every start: options of the server, each followed by its value. It is read here, because
 * the library that understands all the rest takes a quarter of a second to get going: it is made for so old a Java that
 * a newer one does not keep its classes ready.
 */
final class PlainCommandLine {
    private PlainCommandLine() {}

    /**
     * {@return what the server is told by these arguments and all other sources; empty if there is more to them, or
     * something is wrong, which {@link ProgramCommandLine} says better}
     */
    static Optional<ServerConfig> read(String[] arguments, Map<String, String> environment, Path home) {
        Map<String, String> values = new HashMap<>();
        for (int name = 0; name < arguments.length; name += 2) {
            int value = name + 1;
            if (value == arguments.length
                    || !isPlain(arguments[value])
                    || values.put(arguments[name], arguments[value]) != null) {
                return Optional.empty();
            }
        }
        return config(values, environment, home);
    }

    private static Optional<ServerConfig> config(
            Map<String, String> values, Map<String, String> environment, Path home) {
        Optional<String> file = Optional.ofNullable(values.remove(ServerOptions.CONFIG));
        Map<Setting, String> options = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            setting.option().map(values::remove).ifPresent(value -> options.put(setting, value));
        }
        if (!values.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ServerConfig.from(Settings.of(options, environment, file, home)));
        } catch (InvalidSettingException invalid) {
            return Optional.empty();
        }
    }

    /** Whether a value can be nothing else: neither an option, nor a file of arguments, nor quoted, nor a command. */
    private static boolean isPlain(String value) {
        return value.matches("[A-Za-z0-9/.:_][^\"]*")
                && !value.equals(ProgramCommandLine.SERVE)
                && !value.equals(ProgramCommandLine.REPLAY)
                && !value.equals(ProgramCommandLine.COMPACT);
    }
}
