package dev.chat.bench.contest;

import dev.chat.bench.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The servers that can be started.
 *
 * @param home where our own was built
 * @param peers the folder of the built peers, each of which has a folder of its name with a program {@code run}
 */
public record Servers(Path home, Path peers) {
    /** Our own. */
    public static final String CHAT = "chat";

    /** No peer limits how much a user may do, and some workloads are the work of a few. */
    private static final Map<String, String> UNLIMITED = Map.of("CHAT_LIMITS", "off");

    /** All peers that there may be. */
    public static final List<String> PEERS =
            List.of("ws", "socketio", "socketio-sqlite", "spring", "spring-h2", "netty", "yardstick");

    /** {@return whether this is the name of a server which was not built} */
    public boolean isMissing(String name) {
        return (name.equals(CHAT) || PEERS.contains(name)) && !Files.isExecutable(program(name));
    }

    /**
     * Starts one on a free port, and waits until it is ready.
     *
     * @throws IOException if it does not start
     * @throws IllegalArgumentException if there is no server of this name
     */
    ServerProcess start(String name, Path data, Path log) throws IOException, InterruptedException {
        if (!name.equals(CHAT) && !PEERS.contains(name)) {
            throw new IllegalArgumentException("No server is called " + name);
        }
        String option = name.equals(CHAT) ? "--data" : "--store";
        List<String> command = List.of(program(name).toString(), "--port", "0", option, data.toString());
        return ServerProcess.start(command, UNLIMITED, log);
    }

    private Path program(String name) {
        return name.equals(CHAT)
                ? home.resolve("bin").resolve("chat-server")
                : peers.resolve(name).resolve("run");
    }
}
