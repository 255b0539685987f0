package dev.chat.launcher;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Looks for a Java that can run the server. */
final class JavaSearch {
    /** The oldest version that can run the server. */
    static final int NEEDED = 21;

    /** The version that the server is tested on. */
    static final int PREFERRED = 25;

    private final File root;
    private final Map<String, String> environment;

    /**
     * Creates a search.
     *
     * @param root the root of the file system
     * @param environment the environment variables
     */
    JavaSearch(File root, Map<String, String> environment) {
        this.root = root;
        this.environment = environment;
    }

    /**
     * {@return the Java to run the server on}
     *
     * @throws NoJavaException if none is new enough, or {@code CHAT_JAVA} names something else
     */
    JavaHome find() throws NoJavaException {
        String named = environment.get("CHAT_JAVA");
        if (named != null && !named.isEmpty()) {
            return named(new File(named));
        }
        JavaHome best = best(installed());
        if (best == null) {
            throw new NoJavaException("no newer one was found. Install one, or name its folder in CHAT_JAVA.");
        }
        return best;
    }

    /**
     * {@return the tested version, else the one next after it, else the newest before it that will do; null if none
     * will do}
     */
    static JavaHome best(List<JavaHome> homes) {
        JavaHome best = null;
        for (JavaHome home : homes) {
            if (home.version() >= NEEDED && (best == null || isBetter(home.version(), best.version()))) {
                best = home;
            }
        }
        return best;
    }

    private static boolean isBetter(int version, int than) {
        if (version >= PREFERRED && than >= PREFERRED) {
            return version < than;
        }
        return version > than;
    }

    private static JavaHome named(File file) throws NoJavaException {
        // The folder of a Java, or its executable.
        JavaHome home = JavaHome.in(file);
        if (home == null && file.isFile()) {
            home = JavaHome.in(resolved(file).getParentFile().getParentFile());
        }
        if (home == null) {
            throw new NoJavaException("CHAT_JAVA names no Java: " + file);
        }
        if (home.version() < NEEDED) {
            throw new NoJavaException("CHAT_JAVA names " + home + ".");
        }
        return home;
    }

    private List<JavaHome> installed() {
        List<JavaHome> homes = new ArrayList<>();
        String javaHome = environment.get("JAVA_HOME");
        if (javaHome != null && !javaHome.isEmpty()) {
            add(homes, new File(javaHome));
        }
        String userHome = environment.get("HOME");
        if (userHome != null) {
            addAll(homes, new File(userHome, ".sdkman/candidates/java"));
            addAll(homes, new File(userHome, ".jdks"));
            addAll(homes, new File(userHome, "Library/Java/JavaVirtualMachines"));
        }
        String[] folders = {
            "usr/lib/jvm", "usr/java", "usr/local", "opt", "opt/java", "Library/Java/JavaVirtualMachines"
        };
        for (String folder : folders) {
            addAll(homes, new File(root, folder));
        }
        addAll(homes, new File(root, "opt/homebrew/opt"));
        return homes;
    }

    private static void addAll(List<JavaHome> homes, File folder) {
        File[] children = folder.listFiles();
        if (children != null) {
            // A fixed order, so that the same machine always takes the same one.
            Arrays.sort(children);
            for (File child : children) {
                add(homes, child);
            }
        }
    }

    private static void add(List<JavaHome> homes, File folder) {
        // The second is where macOS keeps it, the third where Homebrew does.
        String[] layouts = {"", "Contents/Home", "libexec/openjdk.jdk/Contents/Home"};
        for (String layout : layouts) {
            JavaHome home = JavaHome.in(layout.isEmpty() ? folder : new File(folder, layout));
            if (home != null) {
                homes.add(home);
                return;
            }
        }
    }

    private static File resolved(File file) {
        try {
            return file.getCanonicalFile();
        } catch (IOException unreadable) {
            return file.getAbsoluteFile();
        }
    }
}
