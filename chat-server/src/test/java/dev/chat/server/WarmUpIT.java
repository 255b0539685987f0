package dev.chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
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
        Path home = warmedUp("a copy");

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

    @Test
    void whatWasLearnedOfAnotherProgramIsNotUsed() throws Exception {
        Path home = warmedUp("updated");
        Path before = only(home.resolve("cache"), "*");
        Path loaded = folder.resolve("loaded");

        alter(only(home.resolve("lib"), "chat-server-*.jar"));
        ServerProcess.run(
                List.of(home.resolve("bin/chat-server").toString(), "--version"),
                Map.of("JAVA_OPTS", "-Xlog:class+load:file=" + loaded));

        assertThat(loaded).content().contains("dev.chat.server.Main source: file:");
        warmUp(home);
        assertThat(only(home.resolve("cache"), "*")).isNotEqualTo(before);
    }

    @Test
    void thereIsNothingToLearnTwice() throws Exception {
        Path home = warmedUp("again");
        Path learned = only(home.resolve("cache"), "*");
        Object file = Files.readAttributes(learned, BasicFileAttributes.class).fileKey();

        warmUp(home);

        assertThat(Files.readAttributes(learned, BasicFileAttributes.class).fileKey())
                .isEqualTo(file);
    }

    private Path warmedUp(String name) throws Exception {
        Path home = folder.resolve(name);
        copy(Path.of(System.getProperty("chat.server.home")), home);
        warmUp(home);
        return home;
    }

    private static void warmUp(Path home) throws Exception {
        List<String> command = List.of(home.resolve("bin/warm-up").toString());
        assertThat(ServerProcess.run(command, Map.of()).exitCode()).isZero();
    }

    /** Adds to a jar, whose time stays what it was: builds that can be reproduced give all their files the same. */
    private static void alter(Path jar) throws IOException {
        FileTime time = Files.getLastModifiedTime(jar);
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            Files.writeString(files.getPath("altered"), "by an update");
        }
        Files.setLastModifiedTime(jar, time);
    }

    private static Path only(Path folder, String glob) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
            files.forEach(found::add);
        }
        assertThat(found).hasSize(1);
        return found.getFirst();
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
