package dev.chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsIT {
    @TempDir
    private Path folder;

    @Test
    void logsAndRequestsGoToTheirFilesAndNoTokenDoes() throws Exception {
        Path log = folder.resolve("logs/chat.log");
        Path access = folder.resolve("logs/access.log");
        String token;
        String user;
        try (ServerProcess server = ServerProcess.start(ServerProcess.distribution(
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString(),
                "--log-file",
                log.toString(),
                "--access-log",
                access.toString()))) {
            ApiClient ada = ApiClient.signUp(server.address(), "Ada");
            token = ada.token();
            user = ada.id();
            String room = ada.createRoom("Engines");
            SocketClient socket = ada.openSocket();
            ApiClient.get(
                    server.address().resolve("api/v1/rooms/" + room + "/events?after=99&access_token=" + ada.token()));
            ApiClient.get(server.address().resolve("nothing%22%0ahere"));
            assertThat(server.stop()).isZero();
            assertThat(socket.closeCode()).isEqualTo(1001);
            assertThat(server.errors()).isEmpty();
        }

        assertThat(Files.readAllLines(log)).anyMatch(line -> line.contains("INFO  server - Version"));
        List<String> requests = Files.readAllLines(access);
        assertThat(requests)
                .allMatch(
                        line -> line.matches("\\S+ 127[.]0[.]0[.]1 \\S+ \"[A-Z]+ \\S+ HTTP/1[.]1\" \\d{3} \\d+ \\d+ms"))
                .anyMatch(line -> line.contains(" - \"POST /api/v1/users HTTP/1.1\" 201 "))
                .anyMatch(line -> line.contains(" " + user + " \"POST /api/v1/rooms HTTP/1.1\" 201 "))
                .anyMatch(line -> line.contains(" " + user + " \"GET /api/v1/socket HTTP/1.1\" 101 "))
                .anyMatch(line -> line.contains(" " + user + " \"GET /api/v1/rooms/"))
                .anyMatch(line -> line.contains("\"GET /nothing%22%0ahere HTTP/1.1\" 404 "));
        assertThat(String.join("\n", requests)).doesNotContain(token).doesNotContain("?");
    }

    @Test
    void logFileThatCannotBeWrittenKeepsTheServerFromStarting() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        ServerProcess.Ended ended = ServerProcess.run(
                ServerProcess.distribution("--port", "0", "--log-file", file + "/chat.log"), Map.of());

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.errors()).singleElement().asString().contains("The log file " + file + "/chat.log cannot be");
    }
}
