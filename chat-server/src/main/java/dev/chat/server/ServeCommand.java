package dev.chat.server;

import dev.chat.server.config.InvalidSettingException;
import dev.chat.server.config.ServerConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code chat-server}, with or without {@code serve}: runs the server. */
@Command(
        name = ProgramCommandLine.SERVE,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {"Runs a chat server until it is told to stop (SIGTERM, or Ctrl-C)."})
final class ServeCommand implements Callable<Integer> {
    private final Serving serving;
    private final Map<String, String> environment;
    private final Path home;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * Creates the command.
     *
     * @param serving runs the server
     * @param environment the environment variables
     * @param home where the program is installed
     */
    ServeCommand(Serving serving, Map<String, String> environment, Path home) {
        this.serving = serving;
        this.environment = environment;
        this.home = home;
    }

    @Override
    public Integer call() throws StartException {
        serving.serve(config());
        return ExitCode.OK;
    }

    private ServerConfig config() {
        try {
            return ServerOptions.read(spec.commandLine(), environment, home);
        } catch (InvalidSettingException invalid) {
            throw new ParameterException(spec.commandLine(), invalid.getMessage(), invalid);
        }
    }

    /** What runs the server. */
    @FunctionalInterface
    interface Serving {
        /**
         * Serves until the process is told to end.
         *
         * @throws StartException if the server cannot start
         */
        void serve(ServerConfig config) throws StartException;
    }
}
