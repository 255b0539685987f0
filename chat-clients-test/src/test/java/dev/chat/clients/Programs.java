package dev.chat.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs the programs that are written in other languages. */
final class Programs {
    static final Path FOLDER = Path.of(System.getProperty("chat.programs"));

    private Programs() {}

    /** Runs a program in its folder, and fails with its output unless it ends well. */
    static void run(String folder, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.resolve(folder).toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
