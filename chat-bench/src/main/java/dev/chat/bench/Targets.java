package dev.chat.bench;

import dev.chat.bench.report.Target;
import java.util.List;

/** What is aimed at, written down once. */
final class Targets {
    private Targets() {}

    static List<Target> all() {
        return List.of();
    }
}
