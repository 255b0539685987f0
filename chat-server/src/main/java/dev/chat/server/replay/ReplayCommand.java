package dev.chat.server.replay;

import dev.chat.server.config.InvalidSettingException;
import dev.chat.server.config.LocalPath;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chat-server replay}: plays IRC logs into a running server. */
@Command(
        name = ReplayCommand.NAME,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Plays IRC logs into a running server, through its public protocol: a room for each file, a user for each nick, one message"
                    + " after the other, each when the one before it is acknowledged.",
            "",
            "A line is '[12:18] <nick> text', or '[12:18]  * nick waves', which is sent as '* nick waves'; lines that begin with '==='"
                    + " (somebody came or went) are passed over. Bytes that are not UTF-8 are sent as U+FFFD. A nick that is taken, or"
                    + " breaks the rules of names, becomes nick~2, nick~3 and so on. What the server refuses, such as a blank text, is"
                    + " listed at the end."
        },
        footer = {
            "",
            "Examples:",
            "  chat-server replay 2004-11-15_03.raw.txt",
            "  chat-server replay --to https://chat.example.org/ --rate 5 --room-prefix 'ubuntu ' logs/*.txt",
            "  chat-server replay --accounts users.txt logs/*.txt     broken off? the same again goes on"
        })
public final class ReplayCommand implements Callable<Integer> {
    /** The name of the command. */
    public static final String NAME = "replay";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Option(
            names = "--to",
            paramLabel = "URL",
            defaultValue = "http://localhost:8080/",
            description = "The server, with the path under which it serves; default ${DEFAULT-VALUE}")
    private String address = "";

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "0",
            description = "So many messages a second; 0, the default: as fast as they are acknowledged.")
    private String rate = "";

    @Option(
            names = "--room-prefix",
            paramLabel = "TEXT",
            defaultValue = "",
            description =
                    "Stands before the name of each room, which is the file's. A room that is there already is joined.")
    private String roomPrefix = "";

    @Option(
            names = "--accounts",
            paramLabel = "FILE",
            description =
                    "Keep the users' tokens in this file, and go on as the users that it holds: what they have sent is not sent"
                            + " twice.")
    private @Nullable String accounts;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Logs.")
    private List<String> files = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** For the command line. */
    public ReplayCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        URI server = server();
        double perSecond = perSecond();
        Optional<Path> accountsFile = Optional.ofNullable(accounts).map(name -> path("--accounts", name));
        List<IrcLog> logs = readAll();
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            RestClient rest = new RestClient(http, server, new Patience(System.err));
            Accounts known = accountsFile.isPresent() ? Accounts.in(accountsFile.get()) : Accounts.forgotten();
            play(logs, new Authors(rest, known), rest, new Pace(perSecond));
        } catch (ConnectException | HttpTimeoutException unreachable) {
            throw new ReplayException("No server answers at " + server + ".", unreachable);
        }
        return ExitCode.OK;
    }

    private URI server() {
        try {
            URI server = new URI(address);
            if (server.getHost() != null && List.of("http", "https").contains(server.getScheme())) {
                return server;
            }
        } catch (URISyntaxException invalid) {
            // Said below.
        }
        throw mistake("--to must be such as http://localhost:8080/");
    }

    private double perSecond() {
        try {
            double number = Double.parseDouble(rate);
            if (number >= 0 && Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException invalid) {
            // Said below.
        }
        throw mistake("--rate must be 0 or more");
    }

    private Path path(String what, String name) {
        try {
            return LocalPath.of(what, name);
        } catch (InvalidSettingException invalid) {
            throw mistake(String.valueOf(invalid.getMessage()));
        }
    }

    private ParameterException mistake(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    private void play(List<IrcLog> logs, Authors authors, RestClient rest, Pace pace)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Progress progress = Progress.of(logs.stream().mapToLong(IrcLog::said).sum(), System.err);
        Replay replay = new Replay(rest, authors, pace, progress::step);
        boolean finished = false;
        try {
            for (IrcLog log : logs) {
                progress.show(log.name());
                replay.play(log, roomPrefix + log.name());
            }
            finished = true;
        } finally {
            authors.disconnect();
            progress.close();
            if (finished || replay.sent() > 0 || !replay.refused().isEmpty()) {
                summarise(replay, authors.size(), logs.size(), Duration.ofNanos(System.nanoTime() - start));
            }
        }
    }

    private List<IrcLog> readAll() throws ReplayException {
        List<IrcLog> logs = new ArrayList<>();
        for (String file : files) {
            logs.add(IrcLog.read(path("FILE", file)));
        }
        return logs;
    }

    private void summarise(Replay replay, int users, int rooms, Duration took) {
        PrintWriter out = spec.commandLine().getOut();
        double seconds = Math.max(1, took.toMillis()) / (double) TimeUnit.SECONDS.toMillis(1);
        out.printf(
                Locale.ROOT,
                "Sent %d messages of %d users to %d rooms in %.1f s: %.0f a second.%n",
                replay.sent(),
                users,
                rooms,
                seconds,
                replay.sent() / seconds);
        List<String> refused = replay.refused();
        if (!refused.isEmpty()) {
            out.printf(Locale.ROOT, "%d lines were not sent:%n", refused.size());
            refused.forEach(line -> out.println("  " + line));
        }
        out.flush();
    }
}
