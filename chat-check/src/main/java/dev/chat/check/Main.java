package dev.chat.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that checks whether a server keeps what it promises. */
@Command(
        name = "check-delivery",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpWidth = 100,
        description = {
            "Lets many clients talk to a real server through a network that cuts, stalls, swallows and crumbles, kills the server"
                    + " with SIGKILL again and again while they do, and then proves from the clients' own records that nothing that"
                    + " was acknowledged is missing, doubled or out of order, and that everyone saw the same.",
            "",
            "Everything happens on the loopback interface."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every promise was kept",
            "1:one was broken, or the server did not come back",
            "2:wrong options"
        },
        footer = {
            "",
            "Examples:",
            "  check-delivery                                      20 kills on the embedded database, 1 to 2 minutes",
            "  check-delivery --database postgresql                and 5 kills of a PostgreSQL of its own",
            "  check-delivery --kills 200 --clients 60 --pause 999 for a night",
            "  check-delivery --server 'java -jar chat-server.jar' another build"
        })
public final class Main implements Callable<Integer> {
    private static final int LEAST_CLIENTS = 4;
    private static final int SEEDS = 1_000_000;

    @Option(
            names = "--server",
            paramLabel = "COMMAND",
            description =
                    "What starts the server, its words separated by spaces; --port and --data are added, and it must print"
                            + " its address when it is ready. By default the built distribution.")
    private @Nullable String server;

    @Option(
            names = "--database",
            paramLabel = "h2|postgresql",
            defaultValue = "h2",
            description = "What the server keeps everything in; default ${DEFAULT-VALUE}")
    private Database database = Database.h2;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "24",
            description = "Default ${DEFAULT-VALUE}; at least 4")
    private int clients;

    @Option(names = "--rooms", paramLabel = "N", defaultValue = "4", description = "Default ${DEFAULT-VALUE}")
    private int rooms;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "20",
            description = "How often the server is killed; default ${DEFAULT-VALUE}")
    private int kills;

    @Option(
            names = "--database-kills",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often PostgreSQL is killed; default ${DEFAULT-VALUE}")
    private int databaseKills;

    @Option(
            names = "--pause",
            paramLabel = "MILLIS",
            defaultValue = "1500",
            description = "From when all is back to the next kill, on average; default ${DEFAULT-VALUE}")
    private int pause;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long the clients may take to settle once the faults are over; default ${DEFAULT-VALUE}")
    private int patience;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed draws the same faults, as far as time allows. By default another each time.")
    private @Nullable Long seed;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept, and stays. By default a folder that is removed if all is well.")
    private @Nullable Path data;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result there too.")
    private @Nullable Path json;

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
        Path folder = data == null ? Files.createTempDirectory("chat-check-") : data;
        Options options = options(folder);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Progress progress = new Progress(err);
        progress.say("Seed " + options.seed() + ", everything in " + folder);
        try {
            Report report = new Checker(options, progress).run();
            report.print(out);
            if (json != null) {
                Files.writeString(json, report.json().toPrettyString() + "\n");
            }
            if (report.verdict().isClean()) {
                if (data == null) {
                    delete(folder);
                }
                return CommandLine.ExitCode.OK;
            }
            err.println("What the server has and has logged is in " + folder);
        } catch (CheckException | IOException failure) {
            err.println(failure.getMessage());
            out.println("The server does not work any more, with seed " + options.seed() + "; see " + folder + ".");
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private Options options(Path folder) {
        if (clients < LEAST_CLIENTS || rooms < 1 || kills < 0 || databaseKills < 0 || pause < 0 || patience < 1) {
            throw new ParameterException(
                    spec.commandLine(), "At least 4 clients, 1 room, and no number below 0, are needed.");
        }
        return new Options(
                List.of(command().trim().split("\\s+")),
                folder,
                database == Database.postgresql,
                clients,
                rooms,
                kills,
                databaseKills,
                Duration.ofMillis(pause),
                Duration.ofSeconds(patience),
                seed == null ? new Random().nextInt(SEEDS) : seed);
    }

    private String command() {
        String home = System.getProperty("chat.server.home");
        if (server == null && home == null) {
            throw new ParameterException(spec.commandLine(), "--server is needed here.");
        }
        return server == null ? home + "/bin/chat-server" : server;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** As it is written on the command line. */
    private enum Database {
        h2,
        postgresql
    }
}
