package dev.chat.bench.contest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Lets contenders do the same work in turns: in each round each of them once, another one first each time, so that what
 * else happens on the machine meets all of them alike.
 */
public final class Contest implements AutoCloseable {
    private final Servers servers;
    private final Scale scale;
    private final int rounds;
    private final Path folder;
    private final Stores stores;
    private final Consumer<String> progress;

    /**
     * Prepares a contest.
     *
     * @param rounds how often each contender runs, at least once
     * @param folder an empty folder for everything that is stored
     * @param progress is told what goes on, in a line each
     */
    public Contest(Servers servers, Scale scale, int rounds, Path folder, Consumer<String> progress) {
        this.servers = servers;
        this.scale = scale;
        this.rounds = rounds;
        this.folder = folder;
        this.stores = new Stores(folder.resolve("stores"));
        this.progress = progress;
    }

    /**
     * Lets contenders do one kind of work. A run that fails is told, and the contest goes on.
     *
     * @param contenders some of the workload's, in its order
     * @return what came of each, in the same order
     */
    public List<Result> hold(Workload workload, List<String> contenders) throws IOException, InterruptedException {
        Map<String, List<Reading>> readings = new LinkedHashMap<>();
        Map<String, List<String>> failures = new LinkedHashMap<>();
        contenders.forEach(contender -> {
            readings.put(contender, new ArrayList<>());
            failures.put(contender, new ArrayList<>());
        });
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < contenders.size(); turn++) {
                String contender = contenders.get((round + turn) % contenders.size());
                progress.accept(workload.name() + ", round " + (round + 1) + " of " + rounds + ": " + contender);
                try {
                    of(readings, contender).add(run(workload, contender));
                } catch (BenchException | IOException failure) {
                    progress.accept(contender + " failed: " + failure.getMessage());
                    of(failures, contender).add(String.valueOf(failure.getMessage()));
                }
            }
        }
        return contenders.stream()
                .map(each -> new Result(workload, each, of(readings, each), of(failures, each)))
                .toList();
    }

    /** Removes everything that was stored. */
    @Override
    public void close() throws IOException {
        delete(folder);
    }

    private Reading run(Workload workload, String contender) throws BenchException, IOException, InterruptedException {
        Path run = Files.createDirectories(folder.resolve("run"));
        try {
            return workload.run(new Trial(contender, scale, run, servers, stores));
        } finally {
            delete(run);
        }
    }

    private static <T> List<T> of(Map<String, List<T>> lists, String contender) {
        return lists.computeIfAbsent(contender, none -> new ArrayList<>());
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
}
