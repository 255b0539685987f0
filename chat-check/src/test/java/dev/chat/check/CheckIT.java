package dev.chat.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command, against the server as it is built, and against servers that each break one promise. */
class CheckIT {
    @TempDir
    private Path folder;

    @Test
    void theServerKeepsItsPromisesOnItsOwnDatabase() throws Exception {
        Run run = run("--kills", "4");

        assertThat(run.exitCode).as(run.output).isZero();
        assertThat(run.output).contains("Nothing was lost: ", "4 kills of the server");
        assertThat(run.result.path("serverKills").asInt()).isEqualTo(4);
        assertThat(run.result.path("acknowledgedMessages").asInt()).isPositive();
        assertThat(run.result.path("clientRecoveryMillis").path("p99").asInt()).isPositive();
        assertThat(run.result.path("broken")).allMatch(count -> count.asInt() == 0);
    }

    @Test
    void theServerKeepsItsPromisesOnPostgresql() throws Exception {
        Run run = run("--kills", "1", "--database", "postgresql", "--database-kills", "1");

        assertThat(run.exitCode).as(run.output).isZero();
        assertThat(run.output).contains("1 kills of the server and 1 of PostgreSQL");
    }

    @Test
    void aServerThatDoesNotRecogniseARetryIsFoundOut() throws Exception {
        Run run = runBroken("dedupe-off");

        run.assertBroken(Promise.ONCE);
    }

    @Test
    void aServerThatAcknowledgesBeforeItWritesIsFoundOut() throws Exception {
        Run run = runBroken("write-delay");

        run.assertBroken(Promise.ACKNOWLEDGED_IS_KEPT);
    }

    @Test
    void aServerThatLeavesGapsIsFoundOut() throws Exception {
        Run run = runBroken("gap-fill-off");

        run.assertBroken(Promise.EVERYONE_HAS_IT);
    }

    @Test
    void aServerThatDoesNotStartIsFoundOut() throws Exception {
        CommandLine command = Main.commandLine();
        StringWriter errors = new StringWriter();
        command.setErr(new PrintWriter(errors));

        assertThat(command.execute("--server", "false", "--data", folder.toString()))
                .isEqualTo(1);
        assertThat(errors.toString()).contains("The server ended instead of starting");
    }

    private Run runBroken(String fault) throws Exception {
        // Some of its clients never get to the end.
        return run("--clients", "12", "--kills", "2", "--patience", "5", "--server", broken(fault));
    }

    private Run run(String... options) throws Exception {
        Path json = folder.resolve("result.json");
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--seed", "1", "--pause", "1000", "--data", folder.toString(), "--json", json.toString()));
        StringWriter output = new StringWriter();
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(output));
        int exitCode = command.execute(all.toArray(String[]::new));
        return new Run(exitCode, output.toString(), Api.JSON.readTree(Files.readString(json)));
    }

    private static String broken(String fault) {
        return String.join(
                " ",
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Dfault=" + fault,
                "-cp",
                System.getProperty("java.class.path"),
                BrokenServer.class.getName());
    }

    /** How it ended, and what it said. */
    private record Run(int exitCode, String output, JsonNode result) {
        void assertBroken(Promise promise) {
            assertThat(exitCode).as(output).isEqualTo(1);
            assertThat(output).contains("Promises were BROKEN", "\n  " + promise.broken() + ": ");
            assertThat(result.path("passed").asBoolean()).isFalse();
            assertThat(result.path("broken").path(promise.key()).asInt())
                    .as(output)
                    .isPositive();
        }
    }
}
