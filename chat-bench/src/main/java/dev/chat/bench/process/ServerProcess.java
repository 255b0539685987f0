package dev.chat.bench.process;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that runs as a process of its own, and what it uses, with all that it has started. Used by one thread; ended
 * by {@link #close}.
 */
public final class ServerProcess implements AutoCloseable {
    /** As our own says it, and as the peers do. */
    private static final Pattern PORT = Pattern.compile("https?://[^/\\s]*:(\\d+)|listening on (\\d+)");

    private static final long PATIENCE_SECONDS = 60;
    private static final long STOP_SECONDS = 10;
    private static final int LAST_LINES = 10;

    private final Process process;
    private final int port;
    private final ProcessTree tree;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
        this.tree = new ProcessTree(process.toHandle());
    }

    /**
     * Starts one, and waits until it says where it listens.
     *
     * @param command what starts it, with its options
     * @param environment in addition to this process's own
     * @param log where what it logs goes to
     * @throws IOException if it ends instead, or says nothing for a minute
     */
    public static ServerProcess start(List<String> command, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        // The settings of whoever runs this are for their own server.
        builder.environment().keySet().removeIf(name -> name.startsWith("CHAT_") && !name.equals("CHAT_JAVA"));
        builder.environment().putIfAbsent("CHAT_JAVA", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            return new ServerProcess(process, port(process));
        } catch (IOException failure) {
            kill(process);
            throw new IOException(failure.getMessage() + lastWords(log), failure);
        } catch (InterruptedException interrupted) {
            kill(process);
            throw interrupted;
        }
    }

    /** {@return the port of this machine where it listens} */
    public int port() {
        return port;
    }

    /** {@return the process that was started} */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** {@return what it and all that it has started use now} */
    public Usage usage() throws IOException {
        return tree.usage();
    }

    /** Forgets the peaks of their memory until now. */
    public void forgetPeak() throws IOException {
        tree.forgetPeak();
    }

    /** {@return whether it still runs} */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to end, kills what does not, and waits until it is gone. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                kill(process);
            }
        } catch (InterruptedException interrupted) {
            kill(process);
            Thread.currentThread().interrupt();
        }
    }

    private static void kill(Process process) {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
    }

    private static int port(Process process) throws IOException, InterruptedException {
        CompletableFuture<Integer> said = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> listen(process, said));
        try {
            return said.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new IOException("The server did not start within " + PATIENCE_SECONDS + " s. ", late);
        } catch (ExecutionException failure) {
            throw new IOException("The server ended instead of starting. ", failure);
        }
    }

    /** Looks for the port, and goes on reading, so that the server never waits for a reader. */
    private static void listen(Process process, CompletableFuture<Integer> said) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher port = PORT.matcher(line);
                if (!said.isDone() && port.find()) {
                    said.complete(Integer.valueOf(port.group(1) == null ? port.group(2) : port.group(1)));
                }
            }
            throw new IOException("It says nothing more");
        } catch (IOException ended) {
            said.completeExceptionally(ended);
        }
    }

    private static String lastWords(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return "It said:\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }
}
