package dev.chat.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where settings come from, the first that has one wins: the command line, the environment, a file, the default. */
public final class Settings {
    private final List<Source> sources = new ArrayList<>();

    private Settings() {}

    /**
     * {@return the settings of a process}
     *
     * @param options what stands on the command line
     * @param environment the environment variables
     * @param file the file that is named on the command line, if any
     * @param home where the server is installed; its {@code conf/chat.properties} counts if neither a file is named nor
     *     the data folder has one
     * @throws InvalidSettingException if the file cannot be read or sets what there is not
     */
    public static Settings of(
            Map<Setting, String> options, Map<String, String> environment, Optional<String> file, Path home)
            throws InvalidSettingException {
        Environment variables = new Environment(environment);
        Settings settings = new Settings();
        settings.sources.add(new Source(
                setting -> setting.option().orElse(setting.key()),
                setting -> Optional.ofNullable(options.get(setting))));
        settings.sources.add(new Source(Setting::variable, variables::get));
        Optional<Path> found = settings.file(file.or(() -> variables.get("CHAT_CONFIG")), home);
        if (found.isPresent()) {
            Map<Setting, String> inFile = ConfigFile.read(found.get());
            settings.sources.add(new Source(
                    setting -> setting.key() + " in the file " + found.get(),
                    setting -> nonEmpty(inFile.get(setting))));
        }
        return settings;
    }

    /** {@return the value of a setting; empty if there is none} */
    public Optional<String> get(Setting setting) {
        return sources.stream()
                .flatMap(source -> source.values().apply(setting).stream())
                .findFirst()
                .or(() -> nonEmpty(setting.defaultValue()));
    }

    /**
     * {@return the value of a setting that has a default, as something better than text}
     *
     * @param parser throws {@link IllegalArgumentException} for what it does not know
     * @param allowed what the value may be, to end a sentence
     * @throws InvalidSettingException if the parser throws
     */
    public <T> T get(Setting setting, Function<String, T> parser, String allowed) throws InvalidSettingException {
        String value = get(setting).orElseThrow();
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException invalid) {
            throw new InvalidSettingException(
                    nameInSource(setting) + " is \"" + value + "\", but must be " + allowed + ".");
        }
    }

    /**
     * {@return the value of a setting as a path; empty if there is none}
     *
     * @throws InvalidSettingException if it is blank, or cannot be a path
     */
    public Optional<Path> path(Setting setting) throws InvalidSettingException {
        Optional<String> value = get(setting);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String name = nameInSource(setting);
        if (value.get().isBlank()) {
            throw new InvalidSettingException(name + " is \"" + value.get() + "\", but must be a path.");
        }
        return Optional.of(LocalPath.of(name, value.get()));
    }

    /** {@return the name of a setting where it was set, to tell where to look} */
    String nameInSource(Setting setting) {
        return sources.stream()
                .filter(source -> source.values().apply(setting).isPresent())
                .map(source -> source.names().apply(setting))
                .findFirst()
                .orElse(setting.key());
    }

    private Optional<Path> file(Optional<String> named, Path home) throws InvalidSettingException {
        if (named.isPresent()) {
            return Optional.of(LocalPath.of("--config", named.get()));
        }
        Path data = path(Setting.DATA).orElseThrow();
        return Stream.of(data.resolve("chat.properties"), home.resolve("conf").resolve("chat.properties"))
                .filter(Files::exists)
                .findFirst();
    }

    private static Optional<String> nonEmpty(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }

    private record Source(Function<Setting, String> names, Function<Setting, Optional<String>> values) {}
}
