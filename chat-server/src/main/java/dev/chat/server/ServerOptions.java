package dev.chat.server;

import dev.chat.server.config.InvalidSettingException;
import dev.chat.server.config.ServerConfig;
import dev.chat.server.config.Setting;
import dev.chat.server.config.Settings;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The settings of the server as options of a command. */
final class ServerOptions {
    /** The option that names the file of settings. */
    static final String CONFIG = "--config";

    private ServerOptions() {}

    /** Adds an option for each setting that may stand on a command line, and one for the file. */
    static void addTo(CommandSpec command) {
        for (Setting setting : Setting.values()) {
            setting.option()
                    .ifPresent(option -> command.addOption(OptionSpec.builder(option)
                            .paramLabel(setting.valueName())
                            .type(String.class)
                            .description(description(setting))
                            .build()));
        }
        command.addOption(OptionSpec.builder(CONFIG)
                .paramLabel("FILE")
                .type(String.class)
                .description(
                        "Read settings from this file. Otherwise from chat.properties in the data folder, or from"
                                + " conf/chat.properties where the server is installed, whichever is there.",
                        "  CHAT_CONFIG")
                .build());
    }

    /** {@return what the server is told, by these options and all other sources} */
    static ServerConfig read(CommandLine command, Map<String, String> environment, Path home)
            throws InvalidSettingException {
        Map<Setting, String> options = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            setting.option().flatMap(option -> value(command, option)).ifPresent(value -> options.put(setting, value));
        }
        return ServerConfig.from(Settings.of(options, environment, value(command, CONFIG), home));
    }

    /** {@return the value of an option, which may stand before the name of the command too} */
    private static Optional<String> value(CommandLine command, String option) {
        Optional<String> own = Optional.ofNullable(command.getParseResult().matchedOptionValue(option, null));
        CommandLine parent = command.getParent();
        return own.isPresent() || parent == null ? own : value(parent, option);
    }

    private static String[] description(Setting setting) {
        String byDefault = setting.defaultValue().isEmpty() ? "" : "; default " + setting.defaultValue();
        return new String[] {setting.description(), "  " + setting.variable() + "; " + setting.key() + byDefault};
    }
}
