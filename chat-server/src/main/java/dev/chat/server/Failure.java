package dev.chat.server;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the program says, in one line on the standard error, why it ends. */
final class Failure {
    private static final Logger LOG = LoggerFactory.getLogger("server");
    private static final int EXIT_CODE = 1;

    private Failure() {}

    /** {@return the exit code for what failed, which is said, or logged if it is a fault of the program's} */
    static int report(Exception failure) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("Failed", failure);
        }
        if (failure instanceof StartException || failure instanceof IOException) {
            say(sentence(failure.getMessage()));
        } else {
            LOG.error("This should not have happened", failure);
        }
        return EXIT_CODE;
    }

    static void say(String line) {
        System.err.println("chat-server: " + line);
    }

    static String sentence(@Nullable String message) {
        String line = message == null ? "Unknown" : message.strip().replaceAll("\\s+", " ");
        return line.endsWith(".") || line.endsWith("?") ? line : line + ".";
    }
}
