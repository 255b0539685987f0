package dev.chat.server;

import dev.chat.persistence.jdbi.Compaction;
import dev.chat.server.config.Database;
import dev.chat.server.config.InvalidSettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code chat-server compact}: gives back the space of the embedded database that nobody needs any more. */
@Command(
        name = CompactCommand.NAME,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Compacts the embedded database of a server that is stopped. The data folder is found as the server finds it: by --data,"
                    + " the environment or the file of settings. A running server does the same when it is quiet, and when it stops if"
                    + " that takes no longer than some seconds.",
            "",
            "While it lasts, the disk holds the database twice. Nothing is lost if it is cut off."
        })
final class CompactCommand implements Callable<Integer> {
    /** The name of the command. */
    static final String NAME = "compact";

    private static final double BYTES_PER_MEGABYTE = 1 << 20;

    private final Map<String, String> environment;
    private final Path home;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * Creates the command.
     *
     * @param environment the environment variables
     * @param home where the program is installed
     */
    CompactCommand(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.home = home;
    }

    @Override
    public Integer call() throws StartException {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            throw new StartException("There is no data folder " + folder + ".");
        }
        try (DataFolder taken = DataFolder.take(folder)) {
            Compaction compaction = Stores.compact(taken.path());
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "The database in %s takes %.1f MB; before, it took %.1f MB.%n",
                            taken.path(),
                            compaction.after() / BYTES_PER_MEGABYTE,
                            compaction.before() / BYTES_PER_MEGABYTE);
            spec.commandLine().getOut().flush();
        }
        return ExitCode.OK;
    }

    private Path folder() throws StartException {
        try {
            return switch (ServerOptions.read(spec.commandLine(), environment, home)
                    .database()) {
                case Database.Embedded embedded -> embedded.folder();
                case Database.PostgreSql database ->
                    throw new StartException("Only the embedded database is compacted, not the " + database + ".");
            };
        } catch (InvalidSettingException invalid) {
            throw new ParameterException(spec.commandLine(), invalid.getMessage(), invalid);
        }
    }
}
