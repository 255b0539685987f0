package dev.chat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.chat.server.config.LogSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

class LogFilesTest {
    private static final int MEGABYTE = 1024 * 1024;

    @TempDir
    private Path folder;

    private final LoggerContext context = new LoggerContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void fullFilesAreSetAsideAndTheOldestGo() throws Exception {
        Logger logger = logger(folder.resolve("new/chat.log"));
        for (int number = 0; number < 45; number++) {
            logger.info("{} {}", number, "x".repeat(MEGABYTE / 10));
        }

        try (Stream<Path> files = Files.list(folder.resolve("new"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("chat.log", "chat.log.1", "chat.log.2");
        }
        assertThat(Files.size(folder.resolve("new/chat.log.1"))).isBetween(MEGABYTE / 10 * 9L, MEGABYTE / 10 * 12L);
        assertThat(Files.readString(folder.resolve("new/chat.log"))).contains(" 44 x");
    }

    @Test
    void fileIsAppendedTo() throws Exception {
        Path file = folder.resolve("chat.log");
        Files.writeString(file, "before\n");
        logger(file).info("after");

        assertThat(lines(file)).hasSize(2).last().asString().endsWith(" INFO  store - after");
    }

    @Test
    void warningIsOneLineWithItsCausesAndAnErrorHasItsTrace() throws Exception {
        Path file = folder.resolve("chat.log");
        Logger logger = logger(file);
        Exception failure = new IOException("No room\nis left", new IllegalStateException("disk"));
        logger.warn("Not stored", failure);
        logger.error("Broken", failure);

        List<String> lines = lines(file);
        assertThat(lines.getFirst()).endsWith(" WARN  store - Not stored: No room is left: disk");
        assertThat(lines.get(1)).endsWith(" ERROR store - Broken");
        assertThat(lines.get(2)).startsWith("java.io.IOException: No room");
        assertThat(lines).anyMatch(line -> line.startsWith("\tat ")).noneMatch(String::isBlank);
    }

    @Test
    void warningHasItsTraceIfEverythingIsToBeTold() throws Exception {
        Path file = folder.resolve("chat.log");
        Logger logger = logger(file);
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(ch.qos.logback.classic.Level.DEBUG);
        logger.warn("Not stored", new IOException("No room"));

        assertThat(lines(file)).anyMatch(line -> line.startsWith("\tat "));
    }

    @Test
    void fileThatCannotBeWrittenIsSaid() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> logger(file.resolve("chat.log"))).hasMessageEndingWith("cannot be written.");
        assertThatThrownBy(() -> logger(folder)).hasMessageEndingWith("cannot be written.");
        assertThatThrownBy(() -> logger(folder.resolve("%d"))).hasMessageContaining("without %");
    }

    private Logger logger(Path file) throws StartException {
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(ch.qos.logback.classic.Level.INFO);
        LogSettings settings = new LogSettings(Level.INFO, Optional.of(file), Optional.empty(), 1, 2);
        Logger logger = context.getLogger("store");
        logger.addAppender(new LogFiles(context, settings).open(file, LogLines.of(context)));
        return logger;
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file);
    }
}
