package dev.chat.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A contest of work that starts no server. */
class ContestTest {
    private static final Figure SPEED = Figure.of("speed", "/s");

    private final List<String> works = new ArrayList<>(List.of("work"));
    private final List<String> turns = new ArrayList<>();
    private final List<Integer> kept = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void contendersTakeTurnsAndAnotherIsFirstEachRound() throws Exception {
        hold(trial -> Reading.NONE);

        assertThat(turns).containsExactly("a", "b", "c", "b", "c", "a", "c", "a", "b");
    }

    @Test
    void eachRoundHasAllWorksSinceOneIsComparedWithAnother() throws Exception {
        works.add("another");

        List<Result> results = hold(trial -> Reading.NONE);

        assertThat(turns)
                .startsWith("a", "b", "c", "a", "b", "c", "b", "c", "a", "b", "c", "a")
                .hasSize(18);
        assertThat(results)
                .extracting(result -> result.workload().name())
                .containsExactly("work", "work", "work", "another", "another", "another");
    }

    @Test
    void whatIsMeasuredIsKeptAfterEachWork() throws Exception {
        works.add("another");

        hold(trial -> Reading.NONE);

        assertThat(kept).containsExactly(3, 6, 9, 12, 15, 18);
    }

    @Test
    void theMedianOfTheRoundsCounts() throws Exception {
        List<Result> results = hold(trial -> Reading.NONE.with(SPEED, turns.size()));

        assertThat(results.getFirst().median(SPEED)).contains(6.0);
        assertThat(results.getFirst().spreads().get(SPEED)).isEqualTo(new Spread(6, 1, 8));
    }

    @Test
    void aRunThatFailsIsToldAndTheOthersGoOn() throws Exception {
        List<Result> results = hold(trial -> {
            if (trial.contender().equals("b")) {
                throw new BenchException("It lost a message");
            }
            return Reading.NONE.with(SPEED, 1);
        });

        assertThat(results.get(1).failures()).hasSize(3).contains("It lost a message");
        assertThat(results.get(1).median(SPEED)).isEmpty();
        assertThat(results.get(2).readings()).hasSize(3);
    }

    @Test
    void aStoreIsFilledOnceAndCopiedForEachRun() throws Exception {
        List<String> filled = new ArrayList<>();
        List<Path> copies = new ArrayList<>();

        hold(trial -> {
            Path data = data(trial, filled);
            assertThat(data.resolve("file")).hasContent("content");
            writeString(data.resolve("file"), "changed");
            copies.add(data);
            return Reading.NONE;
        });

        assertThat(filled).containsExactly("filled");
        assertThat(copies).hasSize(9);
    }

    private static Path data(Trial trial, List<String> filled) throws IOException {
        return trial.data("store", empty -> {
            filled.add("filled");
            writeString(empty.resolve("file"), "content");
        });
    }

    private static void writeString(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }

    private List<Result> hold(Run run) throws Exception {
        Servers servers = new Servers(folder, folder);
        Scale scale = new Scale(true, Duration.ZERO, Duration.ZERO);
        try (Contest contest = new Contest(servers, scale, folder.resolve("scratch"), line -> {})) {
            works.forEach(name -> contest.enter(new Work(name, run), List.of("a", "b", "c")));
            for (int round = 0; round < 3; round++) {
                contest.holdRound(soFar -> kept.add(soFar.stream()
                        .mapToInt(result -> result.readings().size())
                        .sum()));
            }
            return contest.results();
        }
    }

    private interface Run {
        Reading of(Trial trial) throws BenchException, IOException;
    }

    private final class Work implements Workload {
        private final String name;
        private final Run run;

        private Work(String name, Run run) {
            this.name = name;
            this.run = run;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String description() {
            return "some work";
        }

        @Override
        public List<String> contenders() {
            return List.of("a", "b", "c");
        }

        @Override
        public Reading run(Trial trial) throws BenchException, IOException {
            turns.add(trial.contender());
            return run.of(trial);
        }
    }
}
