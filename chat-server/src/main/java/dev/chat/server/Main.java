package dev.chat.server;

import dev.chat.core.Chat;
import dev.chat.core.Persistence;
import dev.chat.server.config.Database;
import dev.chat.server.config.Environment;
import dev.chat.server.config.InvalidSettingException;
import dev.chat.server.config.LocalPath;
import dev.chat.server.config.ServerConfig;
import io.javalin.Javalin;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the server: chooses the adapters, and wires everything by hand. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger("server");

    private Main() {}

    /**
     * Does what the command line says, and ends the process: with 0, with 1 if something failed, or with 2 if the
     * command line or a setting is wrong.
     */
    public static void main(String[] arguments) {
        try {
            Path home = LocalPath.of("The folder of the program", System.getProperty("chat.home", "."));
            System.exit(PlainCommandLine.read(arguments, System.getenv(), home)
                    .map(Main::run)
                    .orElseGet(() -> ProgramCommandLine.create(Main::serve, System.getenv(), home)
                            .execute(arguments)));
        } catch (InvalidSettingException unnameable) {
            Failure.say(Failure.sentence(unnameable.getMessage()));
            System.exit(2);
        }
    }

    private static int run(ServerConfig config) {
        try {
            serve(config);
            return 0;
        } catch (StartException | RuntimeException failure) {
            return Failure.report(failure);
        }
    }

    /** Serves until the process is told to end. */
    private static void serve(ServerConfig config) throws StartException {
        Logging.configure(config.logs());
        TimeZones.nameForOthers();
        new Environment(System.getenv()).notices().forEach(LOG::warn);
        Shutdown shutdown = new Shutdown();
        try {
            // The adapters: where everything is kept, and where people come in.
            Persistence persistence = shutdown.closing(
                    switch (config.database()) {
                        case Database.Embedded embedded ->
                            Stores.embedded(
                                    shutdown.closing(DataFolder.take(embedded.folder()))
                                            .path(),
                                    embedded.durability());
                        case Database.PostgreSql database -> Stores.postgreSql(database);
                    });
            Listening listening = shutdown.closing(Listening.on(config.host(), config.port()));

            Chat chat = shutdown.closing(Chat.on(persistence)
                    .maxRoomsPerUser(config.limits().roomsPerUser())
                    .build());
            Health health = shutdown.closing(new Health(chat::requireWritable));
            Javalin web = WebServer.create(chat, health, listening, config);
            shutdown.closing(web::stop);
            web.start();
            shutdown.closing(WarmUp.of(Optional.ofNullable(System.getProperty("chat.warm-up"))));

            // Whoever reads that it is ready may ask it to stop in the same moment.
            shutdown.closeOnSignal();
            // The one line on the standard output: programs wait for it.
            System.out.println("Chat is ready at " + listening.address(config.path()));
            LOG.info(
                    "Version {} on Java {}, {}, listening on {}",
                    Version.current(),
                    Runtime.version().feature(),
                    config.database(),
                    listening);
            listening
                    .fromElsewhere(config.path())
                    .ifPresent(addresses -> LOG.info("From other machines: {}", addresses));
        } catch (StartException | RuntimeException failure) {
            shutdown.closeAll();
            throw failure;
        }
        shutdown.awaitEnd();
    }
}
