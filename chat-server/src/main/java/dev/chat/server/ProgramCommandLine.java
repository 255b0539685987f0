package dev.chat.server;

import dev.chat.server.ServeCommand.Serving;
import dev.chat.server.config.Setting;
import dev.chat.server.replay.ReplayCommand;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of the program: what may be said, and how mistakes are answered. */
final class ProgramCommandLine {
    /** The command that runs the server. */
    static final String SERVE = "serve";

    /** The command that compacts the embedded database. */
    static final String COMPACT = CompactCommand.NAME;

    /** The command that plays logs into a server. */
    static final String REPLAY = ReplayCommand.NAME;

    private ProgramCommandLine() {}

    /**
     * {@return the command line}
     *
     * @param serving runs the server
     * @param environment the environment variables
     * @param home where the program is installed
     */
    static CommandLine create(Serving serving, Map<String, String> environment, Path home) {
        CommandLine serve = new CommandLine(new ServeCommand(serving, environment, home));
        ServerOptions.addTo(serve.getCommandSpec());
        CommandLine program = new CommandLine(new ServeCommand(serving, environment, home));
        ServerOptions.addTo(program.getCommandSpec());
        CommandLine compact = new CommandLine(new CompactCommand(environment, home));
        ServerOptions.addTo(compact.getCommandSpec());
        program.setCommandName("chat-server")
                .addSubcommand(serve)
                .addSubcommand(new ReplayCommand())
                .addSubcommand(compact);
        program.getCommandSpec()
                .usageMessage()
                .commandListHeading("%nCommands (without one, the server runs):%n")
                .optionListHeading(
                        "%nOptions, with their name in the environment, in the file, and what they are otherwise:%n")
                .footer(footer());
        return program.setUsageHelpWidth(100)
                .setParameterExceptionHandler(ProgramCommandLine::onMistake)
                .setExecutionExceptionHandler((failure, command, parsed) -> Failure.report(failure));
    }

    private static int onMistake(ParameterException mistake, String[] arguments) {
        String help = mistake.getCommandLine().getCommandSpec().qualifiedName() + " --help";
        Failure.say(Failure.sentence(mistake.getMessage()) + suggestion(mistake) + " See " + help + ".");
        return ExitCode.USAGE;
    }

    private static String suggestion(ParameterException mistake) {
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            return unmatched.getSuggestions().stream()
                    .findFirst()
                    .map(nearest -> " Is it " + nearest + "?")
                    .orElse("");
        }
        return "";
    }

    private static String[] footer() {
        return new String[] {
            "",
            "What an option does not say, the environment does; what that does not, the file; then the default.",
            "The password of a database stands only in the environment or the file:",
            "  " + Setting.DATABASE_PASSWORD.variable() + "; " + Setting.DATABASE_PASSWORD.key(),
            "",
            "Examples:",
            "  chat-server                                  for yourself, at http://localhost:8080/",
            "  chat-server --host 0.0.0.0 --port 80         for everyone who reaches this machine",
            "  chat-server --data /var/lib/chat             keep everything there",
            "  CHAT_PORT=9000 chat-server                   the same settings, from the environment",
            "  CHAT_DATABASE_PASSWORD=secret chat-server --database-url jdbc:postgresql://db/chat \\",
            "      --database-user chat                     on PostgreSQL",
            "  chat-server replay 2004-11-15_03.raw.txt     play an IRC log into a running server",
            "  chat-server compact --data /var/lib/chat     make the file of a stopped server smaller",
            "",
            "Exit codes: 0 stopped as told, 1 failed (the last line says why), 2 wrong options or settings."
        };
    }
}
