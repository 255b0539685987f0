package dev.chat.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The server as a process, which is killed and started again on the same port and data. Used by one thread at a time.
 */
final class ServerProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");
    private static final int LAST_LINES = 15;

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final long patienceSeconds;
    private @Nullable Process process;

    /**
     * Prepares a server.
     *
     * @param command of the server, with its options
     * @param environment in addition to this process's own, without any setting of the chat
     * @param log where what it logs goes to
     * @param patienceSeconds how long a start may take
     */
    ServerProcess(List<String> command, Map<String, String> environment, Path log, long patienceSeconds) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = log;
        this.patienceSeconds = patienceSeconds;
    }

    /**
     * Starts it, and waits until it says its address.
     *
     * @throws CheckException if it does not
     */
    void start() throws IOException, InterruptedException, CheckException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // The settings of whoever runs this are for their own server.
        builder.environment().keySet().removeIf(name -> name.startsWith("CHAT_") && !name.equals("CHAT_JAVA"));
        builder.environment().putIfAbsent("CHAT_JAVA", System.getProperty("java.home"));
        // All clients come from this machine, and talk as fast as they can.
        builder.environment().put("CHAT_LIMITS", "off");
        builder.environment().putAll(environment);
        Process started = builder.start();
        process = started;
        CompletableFuture<Boolean> ready = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> ready.complete(isAddressSaid(started)));
        try {
            if (!ready.get(patienceSeconds, TimeUnit.SECONDS)) {
                throw new CheckException("The server ended instead of starting. It said:\n" + lastWords());
            }
        } catch (TimeoutException late) {
            throw new CheckException(
                    "The server did not start within " + patienceSeconds + " s. It said:\n" + lastWords());
        } catch (ExecutionException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    /** Kills it, and whatever it has started, as {@code kill -9} does, and waits until it is gone. */
    void kill() {
        Process running = process;
        if (running != null) {
            List<ProcessHandle> all = new ArrayList<>(running.descendants().toList());
            all.add(running.toHandle());
            all.forEach(ProcessHandle::destroyForcibly);
            running.onExit().join();
        }
    }

    /** {@return whether it runs} */
    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** {@return the end of what it has logged} */
    String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    @Override
    public void close() {
        kill();
    }

    /** Waits for the address, and from then on reads what it says, so that it never waits for a reader. */
    private static boolean isAddressSaid(Process process) {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        try {
            String line = output.readLine();
            while (line != null && !ADDRESS.matcher(line).find()) {
                line = output.readLine();
            }
            if (line != null) {
                Thread.ofVirtual().start(() -> drain(output));
            }
            return line != null;
        } catch (IOException killed) {
            return false;
        }
    }

    private static void drain(BufferedReader output) {
        try {
            while (output.readLine() != null) {
                // Nobody waits for it.
            }
        } catch (IOException killed) {
            // The end that is wanted.
        }
    }
}
