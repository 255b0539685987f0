package dev.chat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chat.bench.contest.Workload;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command, against the server as it is built: that it works, not how fast. */
class BenchIT {
    @TempDir
    private Path folder;

    @Test
    void aHundredthOfEverythingIsMeasuredAndReported() throws Exception {
        Path json = folder.resolve("result.json");
        Path charts = folder.resolve("charts");
        StringWriter output = new StringWriter();
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(output));

        int exitCode = command.execute("--quick", "--json", json.toString(), "--charts", charts.toString());

        assertThat(exitCode).as(output.toString()).isZero();
        JsonNode results = new ObjectMapper().readTree(Files.readString(json)).path("results");
        for (Workload workload : Workloads.all()) {
            assertThat(results)
                    .as(workload.name())
                    .anyMatch(result -> result.path("workload").asText().equals(workload.name())
                            && !result.path("figures").isEmpty());
            assertThat(charts.resolve(workload.name() + ".svg")).content().endsWith("</svg>\n");
        }
    }

    @Test
    void anUnknownWorkloadIsRefused() {
        assertThat(refusalOf("none")).contains("There is no workload none");
    }

    @Test
    void aResultThatCouldNotBeWrittenIsRefusedBeforeAnythingIsMeasured() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(refusalOf("--charts", file.toString()))
                .contains("The result cannot be written")
                .contains(file.toString());
        assertThat(refusalOf("--json", file.resolve("result.json").toString()))
                .contains("The result cannot be written")
                .contains(file.toString());
    }

    private static String refusalOf(String... arguments) {
        CommandLine command = Main.commandLine();
        StringWriter errors = new StringWriter();
        command.setErr(new PrintWriter(errors));

        assertThat(command.execute(arguments)).isEqualTo(CommandLine.ExitCode.USAGE);
        return errors.toString();
    }
}
