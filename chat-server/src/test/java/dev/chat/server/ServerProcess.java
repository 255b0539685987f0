package dev.chat.server;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The built server as a process of its own. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("http://localhost:\\d+/\\S*");

    private final Process process;
    private final Path errors;
    private final String firstLine;

    private ServerProcess(Process process, Path errors, String firstLine) {
        this.process = process;
        this.errors = errors;
        this.firstLine = firstLine;
    }

    /** {@return the start script of the distribution with these arguments} */
    static List<String> distribution(String... arguments) {
        return command(List.of(System.getProperty("chat.server.home") + "/bin/chat-server"), arguments);
    }

    /** {@return the single jar on the Java of this test, with these arguments} */
    static List<String> jar(String... arguments) {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        return command(List.of(java, "-jar", System.getProperty("chat.server.jar")), arguments);
    }

    /** Starts a server, and waits until it says its address. */
    static ServerProcess start(List<String> command) throws IOException {
        return start(command, Map.of());
    }

    static ServerProcess start(List<String> command, Map<String, String> environment) throws IOException {
        Path errors = Files.createTempFile("chat-server", ".err");
        Process process = process(command, environment, errors);
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        if (line == null || !ADDRESS.matcher(line).find()) {
            throw new IllegalStateException("It did not start: " + line + "\n" + Files.readString(errors));
        }
        return new ServerProcess(process, errors, line);
    }

    /** Runs a command that ends by itself. */
    static Ended run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("chat-server", ".err");
        try {
            Process process = process(command, environment, errors);
            List<String> output =
                    process.inputReader(StandardCharsets.UTF_8).lines().toList();
            return new Ended(process.waitFor(), output, Files.readAllLines(errors));
        } finally {
            Files.delete(errors);
        }
    }

    URI address() {
        Matcher matcher = ADDRESS.matcher(firstLine);
        matcher.find();
        return URI.create(matcher.group());
    }

    /** {@return what it logged so far} */
    List<String> errors() throws IOException {
        return Files.readAllLines(errors);
    }

    /** Lets none of its files grow beyond this many bytes: a disk that is full, as far as the server can tell. */
    void limitFiles(String bytes) throws IOException, InterruptedException {
        String soft = "--fsize=" + bytes + ":";
        Process prlimit = new ProcessBuilder("prlimit", "--pid", String.valueOf(process.pid()), soft)
                .inheritIO()
                .start();
        if (prlimit.waitFor() != 0) {
            throw new IllegalStateException("prlimit failed");
        }
    }

    /** Asks it to stop, and waits. */
    int stop() throws InterruptedException {
        process.toHandle().destroy();
        return process.waitFor();
    }

    /** Kills it as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws Exception {
        kill();
        Files.delete(errors);
    }

    private static Process process(List<String> command, Map<String, String> environment, Path errors)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().put("CHAT_JAVA", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static List<String> command(List<String> program, String... arguments) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        return command;
    }

    /** How a command ended, and what it said. */
    record Ended(int exitCode, List<String> output, List<String> errors) {}
}
