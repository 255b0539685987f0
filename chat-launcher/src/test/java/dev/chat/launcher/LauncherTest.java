package dev.chat.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Starts real processes: on the oldest Java of this machine, which may be too old, and as one that hands over to
 * another.
 */
class LauncherTest {
    private static final String LAUNCHER = Launcher.class.getName();
    private static final String RELAY = Relay.class.getName();

    @ParameterizedTest
    @ValueSource(classes = {Launcher.class, Relay.class})
    void inputOutputArgumentsAndExitCodeArePassedOn(Class<?> program) throws Exception {
        Process process = start(program, "echo", "42", "two words", "");
        try (var input = process.outputWriter(StandardCharsets.UTF_8)) {
            input.write("a line\n");
        }

        List<String> output =
                process.inputReader(StandardCharsets.UTF_8).lines().toList();

        assertThat(process.waitFor()).isEqualTo(42);
        assertThat(output).contains("arguments echo|42|two words|", "read a line", "property yes");
        assertThat(output)
                .filteredOn(line -> line.startsWith("version "))
                .allSatisfy(line -> assertThat(Integer.parseInt(line.substring("version ".length())))
                        .isGreaterThanOrEqualTo(JavaSearch.NEEDED));
    }

    @ParameterizedTest
    @ValueSource(classes = {Launcher.class, Relay.class})
    void signalIsPassedOn(Class<?> program) throws Exception {
        Process process = start(program, "wait");
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        readUntil(output, "ready");

        // Destroying the process itself would close its output.
        process.toHandle().destroy();

        readUntil(output, "stopped");
        assertThat(process.waitFor()).isEqualTo(7);
    }

    @Test
    void oldJavaWithoutANewerOneSaysSoInOneLine(@TempDir Path nowhere) throws Exception {
        JavaHome oldest = oldest();
        ProcessBuilder builder = new ProcessBuilder(command(oldest, LAUNCHER, "echo", "3"));
        builder.environment().put("CHAT_JAVA", nowhere.toString());
        Process process = builder.redirectErrorStream(true).start();
        try (var input = process.outputWriter(StandardCharsets.UTF_8)) {
            input.write("a line\n");
        }

        List<String> output =
                process.inputReader(StandardCharsets.UTF_8).lines().toList();

        if (oldest.version() >= JavaSearch.NEEDED) {
            assertThat(process.waitFor()).isEqualTo(3);
        } else {
            assertThat(process.waitFor()).isEqualTo(1);
            assertThat(output)
                    .containsExactly("chat-server needs Java 21 or newer; this is Java " + oldest.version()
                            + ", and CHAT_JAVA names no Java: " + nowhere);
        }
    }

    private static Process start(Class<?> program, String... arguments) throws IOException {
        // The relay needs the classes of the tests, which only a new Java can read.
        JavaHome java = program.getName().equals(RELAY) ? current() : oldest();
        ProcessBuilder builder = new ProcessBuilder(command(java, program.getName(), arguments));
        builder.environment().put("CHAT_JAVA", current().folder().getPath());
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static List<String> command(JavaHome java, String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                java.executable().getPath(), "-Dstand.in=yes", "-cp", System.getProperty("java.class.path"), program));
        command.addAll(List.of(arguments));
        return command;
    }

    private static JavaHome current() {
        return JavaHome.in(new File(System.getProperty("java.home")));
    }

    private static JavaHome oldest() {
        File[] installed = new File("/usr/lib/jvm").listFiles();
        return Stream.concat(
                        Stream.of(current()),
                        Stream.of(installed == null ? new File[0] : installed)
                                .map(JavaHome::in)
                                .filter(java -> java != null))
                .min(Comparator.comparingInt(JavaHome::version))
                .orElseThrow();
    }

    private static void readUntil(BufferedReader output, String expected) throws IOException {
        String line;
        do {
            line = output.readLine();
            assertThat(line).as("before the end of the output: " + expected).isNotNull();
        } while (!line.equals(expected));
    }
}
