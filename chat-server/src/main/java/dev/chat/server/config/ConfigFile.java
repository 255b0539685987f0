package dev.chat.server.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/** Settings in a file: {@code key = value} a line, in UTF-8, with {@code #} before comments. */
final class ConfigFile {
    private ConfigFile() {}

    /**
     * {@return what the file sets}
     *
     * @throws InvalidSettingException if it cannot be read, or sets what there is not
     */
    static Map<Setting, String> read(Path file) throws InvalidSettingException {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        Properties properties = load(file);
        for (String key : properties.stringPropertyNames().stream().sorted().toList()) {
            Setting setting = Setting.ofKey(key).orElseThrow(() -> unknown(file, key));
            settings.put(setting, properties.getProperty(key).strip());
        }
        return settings;
    }

    private static Properties load(Path file) throws InvalidSettingException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
            return properties;
        } catch (CharacterCodingException | IllegalArgumentException broken) {
            throw new InvalidSettingException("The file " + file + " is no properties file in UTF-8.");
        } catch (IOException unreadable) {
            throw new InvalidSettingException("The file " + file + " cannot be read.");
        }
    }

    private static InvalidSettingException unknown(Path file, String key) {
        return new InvalidSettingException("The file " + file + " sets \"" + key + "\", which there is not. Is it "
                + Nearest.to(key).key() + "?");
    }
}
