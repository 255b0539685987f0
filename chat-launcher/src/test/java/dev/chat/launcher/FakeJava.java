package dev.chat.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that look like an installed Java. */
final class FakeJava {
    private FakeJava() {}

    static Path install(Path folder, int version) throws IOException {
        return install(folder, "JAVA_VERSION=\"" + version + ".0.1\"");
    }

    static Path install(Path folder, String release) throws IOException {
        Path executable = folder.resolve("bin/java");
        Files.createDirectories(executable.getParent());
        if (Files.notExists(executable)) {
            Files.createFile(executable);
        }
        assert executable.toFile().setExecutable(true);
        Files.writeString(folder.resolve("release"), release + "\n");
        return folder;
    }
}
