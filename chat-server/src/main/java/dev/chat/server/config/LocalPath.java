package dev.chat.server.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Turns text into a path, and says why where that cannot be. */
public final class LocalPath {
    private LocalPath() {}

    /**
     * {@return the path of this name}
     *
     * @param what stands for the name in a complaint, such as {@code --data}
     * @throws InvalidSettingException if no file can have this name, or none in the locale of this process
     */
    public static Path of(String what, String name) throws InvalidSettingException {
        try {
            return Path.of(name);
        } catch (InvalidPathException invalid) {
            throw new InvalidSettingException(what + " is \"" + name + "\", " + reason(name));
        }
    }

    /** Java reads and writes the names of files in the encoding of the locale, and only in that. */
    private static String reason(String name) {
        boolean ascii = name.chars().allMatch(letter -> letter < 128);
        return ascii
                ? "which is no name of a file."
                : "which the locale of this process cannot name: its encoding is "
                        + System.getProperty("sun.jnu.encoding") + ". Set LC_ALL=C.UTF-8.";
    }
}
