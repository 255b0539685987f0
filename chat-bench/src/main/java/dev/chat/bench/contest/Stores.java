package dev.chat.bench.contest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Data folders that were filled once, of which each run gets a copy of its own. Used by one thread. */
public final class Stores {
    private final Path folder;

    /**
     * Creates them.
     *
     * @param folder where they are kept
     */
    public Stores(Path folder) {
        this.folder = folder;
    }

    Path copy(String name, Filler filler, Path target) throws IOException {
        Path original = folder.resolve(name);
        if (!Files.exists(original)) {
            Path unfinished = Files.createDirectories(folder.resolve(name + ".unfinished"));
            filler.fill(unfinished);
            Files.move(unfinished, original);
        }
        try (Stream<Path> all = Files.walk(original)) {
            for (Path each : all.toList()) {
                Files.copy(each, target.resolve(original.relativize(each).toString()));
            }
        }
        return target;
    }

    /** Fills a data folder. */
    @FunctionalInterface
    public interface Filler {
        /** Fills an empty folder, and leaves nothing open. */
        void fill(Path folder) throws IOException;
    }
}
