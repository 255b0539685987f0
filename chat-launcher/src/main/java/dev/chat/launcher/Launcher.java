package dev.chat.launcher;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;

/**
 * What {@code java -jar} starts. It runs on any Java since 8: on one that is too old for the server, it looks for a
 * newer one and starts the server there, or says in one line what is needed.
 */
public final class Launcher {
    private static final String SERVER = "dev.chat.server.Main";

    private Launcher() {}

    /**
     * Starts the server, in this process if it can run it.
     *
     * @param arguments of the server
     * @throws Exception what the server's own main throws
     */
    public static void main(String[] arguments) throws Exception {
        int version = JavaHome.featureVersion(System.getProperty("java.specification.version"));
        if (version >= JavaSearch.NEEDED) {
            runHere(arguments);
            return;
        }
        try {
            JavaHome java = new JavaSearch(new File("/"), System.getenv()).find();
            new Child(java, Child.ownOptions(), SERVER, arguments).run();
        } catch (NoJavaException none) {
            fail("chat-server needs Java " + JavaSearch.NEEDED + " or newer; this is Java " + version + ", and "
                    + none.getMessage());
        } catch (IOException failure) {
            fail("chat-server needs Java " + JavaSearch.NEEDED + " or newer; this is Java " + version
                    + ", and a newer one cannot be started: " + failure.getMessage());
        }
    }

    private static void runHere(String[] arguments) throws Exception {
        try {
            Class.forName(SERVER).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof Exception) {
                throw (Exception) thrown.getCause();
            }
            throw thrown;
        }
    }

    private static void fail(String line) {
        System.err.println(line);
        System.exit(1);
    }
}
