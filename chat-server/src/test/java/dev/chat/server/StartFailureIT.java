package dev.chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a server from starting is said in one line. */
class StartFailureIT {
    @TempDir
    private Path data;

    @Test
    void portInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            fails(
                    1,
                    "Cannot listen on port " + taken.getLocalPort(),
                    "--host",
                    "0.0.0.0",
                    "--port",
                    String.valueOf(taken.getLocalPort()));
        }
    }

    @Test
    void folderInUse() throws Exception {
        try (ServerProcess first =
                ServerProcess.start(ServerProcess.distribution("--port", "0", "--data", data.toString()))) {
            fails(1, "is in use by another server", "--port", "0");
            assertThat(first.stop()).isZero();
        }
    }

    @Test
    void folderIsAFile() throws Exception {
        Path file = Files.createFile(data.resolve("file"));
        fails(1, "is a file", "--port", "0", "--data", file.toString());
    }

    @Test
    void folderCannotBeCreated() throws Exception {
        Path file = Files.createFile(data.resolve("file"));
        fails(
                1,
                "cannot be written",
                "--port",
                "0",
                "--data",
                file.resolve("below").toString());
    }

    @Test
    void databaseThatCannotBeReached() throws Exception {
        fails(
                1,
                "The database at //localhost:1/chat cannot be used",
                "--database-url",
                "jdbc:postgresql://localhost:1/chat?password=hidden");
    }

    @Test
    void brokenDatabase() throws Exception {
        Files.writeString(data.resolve("chat.mv.db"), "This is no database.".repeat(1000));
        fails(1, "The database in " + data.toRealPath() + " is damaged", "--port", "0");
    }

    @Test
    void fullDisk() throws Exception {
        List<String> command = new ArrayList<>(List.of("prlimit", "--fsize=65536"));
        command.addAll(ServerProcess.distribution("--port", "0"));
        fails(1, "The database in " + data.toRealPath() + " cannot be used: The disk of", command);

        try (ServerProcess server =
                ServerProcess.start(ServerProcess.distribution("--port", "0", "--data", data.toString()))) {
            assertThat(server.stop()).isZero();
        }
    }

    @Test
    void unknownHost() throws Exception {
        fails(1, "There is no network address", "--port", "0", "--host", "no-such-host.invalid");
    }

    @Test
    void folderThatTheLocaleCannotName() throws Exception {
        ServerProcess.Ended ended = ServerProcess.run(
                ServerProcess.jar(
                        "--port", "0", "--data", data.resolve("caf\u00e9").toString()),
                Map.of("LC_ALL", "C"));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.errors())
                .singleElement()
                .asString()
                .startsWith("chat-server: --data is ")
                .contains("the locale of this process cannot name", "Set LC_ALL=C.UTF-8");
    }

    @Test
    void unknownOption() throws Exception {
        fails(2, "Unknown option", "--prot", "80");
    }

    @Test
    void unknownKeyInTheFile() throws Exception {
        Files.writeString(data.resolve("chat.properties"), "prot = 80\n");
        fails(2, "sets \"prot\", which there is not. Is it port?");
    }

    @Test
    void impossibleValue() throws Exception {
        fails(2, "--port is \"80a\", but must be a number from 0 to 65535", "--port", "80a");
    }

    private void fails(int exitCode, String expected, String... arguments) throws Exception {
        fails(exitCode, expected, ServerProcess.distribution(arguments));
    }

    private void fails(int exitCode, String expected, List<String> command) throws Exception {
        ServerProcess.Ended ended = ServerProcess.run(command, Map.of("CHAT_DATA", data.toString()));

        assertThat(ended.errors())
                .singleElement()
                .asString()
                .startsWith("chat-server: ")
                .contains(expected);
        assertThat(ended.errors().toString()).doesNotContain("hidden");
        assertThat(ended.output()).isEmpty();
        assertThat(ended.exitCode()).isEqualTo(exitCode);
    }
}
