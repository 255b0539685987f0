package dev.chat.server.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
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
        String nearest = Arrays.stream(Setting.values())
                .map(Setting::key)
                .min(Comparator.comparingInt(each -> distance(key, each)))
                .orElseThrow();
        return new InvalidSettingException(
                "The file " + file + " sets \"" + key + "\", which there is not. Is it " + nearest + "?");
    }

    // Levenshtein's: how many letters to add, drop or change.
    private static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        Arrays.setAll(previous, index -> index);
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int change = previous[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(change, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
