package dev.chat.launcher;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An installed Java: where it is, and its feature version, such as 25. */
final class JavaHome {
    private static final Pattern VERSION = Pattern.compile("^(?:1\\.)?([0-9]{1,4})");

    private final File folder;
    private final int version;

    JavaHome(File folder, int version) {
        this.folder = folder;
        this.version = version;
    }

    /** {@return the Java installed in this folder; null if there is none, or it does not say its version} */
    static JavaHome in(File folder) {
        if (!executable(folder).canExecute()) {
            return null;
        }
        Properties release = new Properties();
        try (InputStream in = new FileInputStream(new File(folder, "release"))) {
            release.load(in);
        } catch (IOException | IllegalArgumentException unreadable) {
            return null;
        }
        int version = featureVersion(release.getProperty("JAVA_VERSION", "").replace("\"", ""));
        return version == 0 ? null : new JavaHome(folder, version);
    }

    /** {@return 8 for 1.8.0_402, 25 for 25, 25.0.1 and 25-ea; 0 for what is no version} */
    static int featureVersion(String version) {
        Matcher matcher = VERSION.matcher(version);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    File folder() {
        return folder;
    }

    int version() {
        return version;
    }

    File executable() {
        return executable(folder);
    }

    private static File executable(File folder) {
        boolean windows = File.separatorChar == '\\';
        return new File(folder, windows ? "bin\\java.exe" : "bin/java");
    }

    @Override
    public String toString() {
        return "Java " + version + " in " + folder;
    }
}
