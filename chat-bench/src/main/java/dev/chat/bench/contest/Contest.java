package dev.chat.bench.contest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets contenders work in turns: in each round each of them once at each work, another one first each time, so that
 * what else happens on the machine meets all of them alike, and all works.
 */
public final class Contest implements AutoCloseable {
    private final Servers servers;
    private final Scale scale;
    private final Path folder;
    private final Stores stores;
    private final Consumer<String> progress;
    private final List<Entry> entries = new ArrayList<>();
    private int rounds;

    /**
     * Prepares a contest.
     *
     * @param folder an empty folder for everything that is stored
     * @param progress is told what goes on, in a line each
     */
    public Contest(Servers servers, Scale scale, Path folder, Consumer<String> progress) {
        this.servers = servers;
        this.scale = scale;
        this.folder = folder;
        this.stores = new Stores(folder.resolve("stores"));
        this.progress = progress;
    }

    /**
     * Enters contenders for one kind of work, from the next round on.
     *
     * @param contenders some of the workload's, in its order
     */
    public void enter(Workload workload, List<String> contenders) {
        contenders.forEach(contender -> entries.add(new Entry(workload, contender)));
    }

    /**
     * Holds a round. A run that fails is told, and the contest goes on.
     *
     * @param keeper is shown what has come of each so far, after each work
     */
    public void holdRound(Keeper keeper) throws IOException, InterruptedException {
        Map<Workload, List<Entry>> works = entries.stream()
                .collect(Collectors.groupingBy(Entry::workload, LinkedHashMap::new, Collectors.toList()));
        for (List<Entry> turns : works.values()) {
            Collections.rotate(turns, -rounds);
            for (Entry turn : turns) {
                run(turn);
            }
            keeper.keep(results());
        }
        rounds++;
    }

    /** {@return what has come of each so far, in the order in which they were entered} */
    public List<Result> results() {
        return entries.stream().map(Entry::result).toList();
    }

    /** Removes everything that was stored. */
    @Override
    public void close() throws IOException {
        delete(folder);
    }

    private void run(Entry entry) throws InterruptedException {
        progress.accept(entry.workload.name() + ": " + entry.contender);
        try {
            entry.readings.add(read(entry));
        } catch (BenchException | IOException failure) {
            progress.accept(entry.contender + " failed: " + failure.getMessage());
            entry.failures.add(String.valueOf(failure.getMessage()));
        }
    }

    private Reading read(Entry entry) throws BenchException, IOException, InterruptedException {
        Path run = Files.createDirectories(folder.resolve("run"));
        try {
            return entry.workload.run(new Trial(entry.contender, scale, run, servers, stores));
        } finally {
            delete(run);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** Keeps what was measured, should a long contest be stopped. */
    @FunctionalInterface
    public interface Keeper {
        /** Takes the results so far. */
        void keep(List<Result> soFar) throws IOException;
    }

    /**
     * A contender at a work, and what has come of it so far.
     *
     * @param workload what is done
     * @param contender by whom
     * @param readings of the rounds that went well
     * @param failures what went wrong in the others
     */
    private record Entry(Workload workload, String contender, List<Reading> readings, List<String> failures) {
        Entry(Workload workload, String contender) {
            this(workload, contender, new ArrayList<>(), new ArrayList<>());
        }

        Result result() {
            return new Result(workload, contender, readings, failures);
        }
    }
}
