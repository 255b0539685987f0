package dev.chat.check;

import java.io.PrintWriter;
import java.util.Locale;

/** Says what goes on, for somebody who waits. */
final class Progress {
    private final PrintWriter out;
    private final long beganAt = System.nanoTime();

    Progress(PrintWriter out) {
        this.out = out;
    }

    /** Says something. */
    void say(String line) {
        out.printf(Locale.ROOT, "%6.1f s  %s%n", (System.nanoTime() - beganAt) / 1e9, line);
        out.flush();
    }

    /** Says that something was killed, and is back. */
    void killed(Disaster disaster, int number, int of) {
        say(String.format(
                Locale.ROOT,
                "Killed %s (%d of %d), back after %.1f s",
                disaster.kind().words(),
                number,
                of,
                (disaster.backAt() - disaster.at()) / 1e9));
    }
}
