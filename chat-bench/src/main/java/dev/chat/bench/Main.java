package dev.chat.bench;

import dev.chat.bench.contest.Contest;
import dev.chat.bench.contest.Result;
import dev.chat.bench.contest.Scale;
import dev.chat.bench.contest.Servers;
import dev.chat.bench.contest.Workload;
import dev.chat.bench.inner.InnerParts;
import dev.chat.bench.report.Charts;
import dev.chat.bench.report.JsonReport;
import dev.chat.bench.report.Machine;
import dev.chat.bench.report.Target;
import dev.chat.bench.report.TextReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that measures. */
@Command(
        name = "bench",
        subcommands = InnerParts.class,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpWidth = 100,
        description = {
            "Measures the built server and its peers side by side: each contender in turn, several rounds, medians and"
                    + " spread, while what each receiver gets is checked for order and completeness.",
            "",
            "Everything happens on the loopback interface."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything was measured", "1:a run failed, see FAILED in the report", "2:wrong options"})
public final class Main implements Callable<Integer> {
    private static final Duration QUICK_WARM_UP = Duration.ofMillis(100);
    private static final Duration QUICK_MEASURED = Duration.ofMillis(300);

    @Parameters(
            arity = "0..*",
            paramLabel = "WORKLOAD",
            description = "What is to be measured; by default everything. --list names all.")
    private List<String> names = List.of();

    @Option(names = "--list", description = "Name all workloads and their contenders, and measure nothing.")
    private boolean list;

    @Option(
            names = "--contenders",
            paramLabel = "NAME",
            split = ",",
            description = "Only these, separated by commas; by default all that were built.")
    private List<String> contenders = List.of();

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "Default ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "8",
            description = "How long each contender is measured in each round; default ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "20",
            description = "For how many seconds it works before that; default ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(names = "--quick", description = "A hundredth of everything, once, to see that it works.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result there too.")
    private @Nullable Path json;

    @Option(
            names = "--charts",
            paramLabel = "DIR",
            description = "Draw the result there too, a file for each workload.")
    private @Nullable Path charts;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** For the command line. */
    public Main() {}

    /** Does what the command line says, and ends the process with the exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine command = new CommandLine(new Main());
        command.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        command.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        return command;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            Workloads.all().forEach(each -> out.println(each.name() + ": " + String.join(", ", each.contenders())));
            return CommandLine.ExitCode.OK;
        }
        TextReport report = new TextReport(out);
        List<Result> results = measure(report);
        if (!quick) {
            report.printTargets(outcomes(results).stream()
                    .filter(outcome -> outcome.value().isPresent())
                    .toList());
        }
        boolean failed = results.stream().anyMatch(result -> !result.failures().isEmpty());
        return failed ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private List<Result> measure(TextReport report) throws IOException, InterruptedException {
        List<Workload> workloads = workloads();
        prepareFiles();
        Servers servers = new Servers(folder("chat.server.home"), folder("chat.bench.peers"));
        spec.commandLine().getOut().println(Machine.describe());
        Path scratch = Files.createTempDirectory("chat-bench-");
        try (Contest contest = new Contest(servers, scale(), scratch, this::say)) {
            workloads.forEach(workload -> contest.enter(workload, present(workload, servers)));
            int all = quick ? 1 : rounds;
            for (int round = 1; round <= all; round++) {
                say("Round " + round + " of " + all);
                contest.holdRound(this::write);
            }
            report.print(contest.results());
            return contest.results();
        }
    }

    /** Hours are too long to learn in the end that what came of them has no place. */
    private void prepareFiles() {
        try {
            if (json != null) {
                Files.newOutputStream(json, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                        .close();
            }
            if (charts != null) {
                Files.createDirectories(charts);
            }
        } catch (IOException failure) {
            throw new ParameterException(spec.commandLine(), "The result cannot be written: " + failure, failure);
        }
    }

    /** After each work, so that whoever stops a long run keeps what was measured. */
    private void write(List<Result> results) throws IOException {
        if (json != null) {
            Files.writeString(json, JsonReport.of(Machine.describe(), results, outcomes(results)) + "\n");
        }
        if (charts != null) {
            Charts.write(charts, results);
        }
    }

    private static List<Target.Outcome> outcomes(List<Result> results) {
        return Targets.all().stream().map(target -> target.outcome(results)).toList();
    }

    private List<Workload> workloads() {
        if (rounds < 1 || seconds < 1 || warmUp < 0) {
            throw new ParameterException(spec.commandLine(), "At least one round and one second are needed.");
        }
        List<Workload> all = Workloads.all();
        for (String name : names) {
            if (all.stream().noneMatch(each -> each.name().equals(name))) {
                throw new ParameterException(spec.commandLine(), "There is no workload " + name + "; see --list.");
            }
        }
        return names.isEmpty()
                ? all
                : all.stream().filter(each -> names.contains(each.name())).toList();
    }

    /** Those who are wanted and can be started. A name that is no server's is a workload's own, and always can. */
    private List<String> present(Workload workload, Servers servers) {
        List<String> wanted = workload.contenders().stream()
                .filter(each -> contenders.isEmpty() || contenders.contains(each))
                .toList();
        List<String> missing = wanted.stream().filter(servers::isMissing).toList();
        if (!missing.isEmpty()) {
            say(workload.name() + " goes without " + String.join(", ", missing) + ": not built");
        }
        return wanted.stream().filter(each -> !missing.contains(each)).toList();
    }

    private Scale scale() {
        return quick
                ? new Scale(true, QUICK_WARM_UP, QUICK_MEASURED)
                : new Scale(false, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds));
    }

    private Path folder(String property) {
        String folder = System.getProperty(property);
        if (folder == null) {
            throw new ParameterException(spec.commandLine(), "Start this with scripts/bench.");
        }
        return Path.of(folder);
    }

    private void say(String line) {
        spec.commandLine().getErr().println(line);
    }
}
