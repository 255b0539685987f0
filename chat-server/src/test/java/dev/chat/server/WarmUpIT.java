package dev.chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmUpIT {
    @TempDir
    private Path folder;

    @Test
    void serverStartsFromWhatJavaHasLearned() throws Exception {
        Path home = folder.resolve("a copy");
        copy(Path.of(System.getProperty("chat.server.home")), home);
        List<String> warmUp = List.of(home.resolve("bin/warm-up").toString());

        assertThat(ServerProcess.run(warmUp, Map.of()).exitCode()).isZero();

        Path learned = home.resolve("cache/java-" + Runtime.version().feature() + ".aot");
        try (Stream<Path> files = Files.list(home.resolve("cache"))) {
            assertThat(files).containsExactly(learned);
        }
        List<String> start = List.of(
                home.resolve("bin/chat-server").toString(),
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString());
        // Java would rather not start than start without.
        try (ServerProcess server = ServerProcess.start(start, Map.of("JAVA_OPTS", "-XX:AOTMode=on"))) {
            assertThat(server.stop()).isZero();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (!file.startsWith(from.resolve("cache"))) {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
