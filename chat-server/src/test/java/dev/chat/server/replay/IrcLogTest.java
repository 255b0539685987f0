package dev.chat.server.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IrcLogTest {
    @TempDir
    private Path folder;

    @Test
    void messagesActionsAndEventsAreToldApart() {
        assertThat(IrcLine.parse(1, "[12:18] <|trey|> usual, <b> :)  "))
                .isEqualTo(new IrcLine.Said(1, "|trey|", "usual, <b> :)  "));
        assertThat(IrcLine.parse(2, "[12:20]  * tweaked waves"))
                .isEqualTo(new IrcLine.Said(2, "tweaked", "* tweaked waves"));
        assertThat(IrcLine.parse(3, "[12:15] <opteron>")).isEqualTo(new IrcLine.Said(3, "opteron", ""));
        assertThat(IrcLine.parse(4, "=== Nella has joined #ubuntu")).isEqualTo(new IrcLine.Event());
        assertThat(IrcLine.parse(5, "hello")).isEqualTo(new IrcLine.Unknown(5));
    }

    @Test
    void whatIsNoUtf8BecomesReplacementCharacters() throws Exception {
        Path file = folder.resolve("a.raw.txt");
        Files.write(file, "[12:18] <a> caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(IrcLog.read(file).lines()).containsExactly(new IrcLine.Said(1, "a", "caf\uFFFD"));
    }

    @Test
    void onlyLineFeedsEndLines() throws Exception {
        Path file = folder.resolve("a.txt");
        Files.writeString(file, "[12:18] <a> one\r\u2028\u0085two\n\n[12:18] <b> three");

        assertThat(IrcLog.read(file).lines())
                .containsExactly(
                        new IrcLine.Said(1, "a", "one\r\u2028\u0085two"),
                        new IrcLine.Unknown(2),
                        new IrcLine.Said(3, "b", "three"));
    }

    @Test
    void carriageReturnBeforeALineFeedIsNoPartOfTheText() throws Exception {
        Path file = folder.resolve("windows.txt");
        Files.writeString(file, "[12:18] <a> one\r\n[12:18] <b> two\r\n=== c has left\r\n");

        assertThat(IrcLog.read(file).lines())
                .containsExactly(new IrcLine.Said(1, "a", "one"), new IrcLine.Said(2, "b", "two"), new IrcLine.Event());
    }

    @Test
    void byteOrderMarkCostsNoLine() throws Exception {
        Path file = folder.resolve("windows.txt");
        Files.writeString(file, "\uFEFF[12:18] <a> one\n");

        assertThat(IrcLog.read(file).lines()).containsExactly(new IrcLine.Said(1, "a", "one"));
    }

    @Test
    void emptyFileIsAConversationOfNothing() throws Exception {
        assertThat(IrcLog.read(Files.createFile(folder.resolve("a.txt"))).lines())
                .isEmpty();
    }

    @Test
    void pipeIsReadToItsEnd() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Thread writer = Thread.ofVirtual().start(() -> write(pipe, "[12:18] <a> one\n"));

        assertThat(IrcLog.read(pipe).lines()).containsExactly(new IrcLine.Said(1, "a", "one"));
        writer.join();
    }

    @Test
    void whatIsNoLogIsRefusedInOneLineThatSaysWhy() throws Exception {
        Path utf16 = folder.resolve("utf-16.txt");
        Files.writeString(utf16, "[12:18] <a> one\n[12:18] <a> two\n", StandardCharsets.UTF_16);
        Path binary = folder.resolve("log.gz");
        Files.write(binary, new byte[] {31, -117, 8, 0, 0, 0, 0, 0, 0, 10, -1, 0});
        Path secret = Files.createFile(folder.resolve("secret.txt"));

        refuses(utf16, "is no log of IRC in UTF-8");
        refuses(binary, "is no log of IRC in UTF-8");
        refuses(folder, "is a folder. Name its files, as " + folder.resolve("*.txt"));
        refuses(secret.resolve("below"), "cannot be read");
        refuses(folder.resolve("missing"), "There is no file " + folder.resolve("missing"));
    }

    private static void refuses(Path file, String reason) {
        assertThatThrownBy(() -> IrcLog.read(file))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining(reason);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @ParameterizedTest
    @CsvSource({"2004-11-15_03.raw.txt,2004-11-15_03", "a.log,a", "a.b.txt,a.b", "notes,notes", ".txt,.txt"})
    void conversationIsNamedAfterItsFile(String file, String name) throws Exception {
        Files.writeString(folder.resolve(file), "");

        assertThat(IrcLog.read(folder.resolve(file)).name()).isEqualTo(name);
    }

    @Test
    void clientIdsBelongToOneLineOfOneFile() {
        assertThat(Replay.clientId("a", 12)).isEqualTo(Replay.clientId("a", 12)).matches("[A-Za-z0-9_-]{1,64}");
        assertThat(Replay.clientId("a", 12))
                .isNotEqualTo(Replay.clientId("b", 12))
                .isNotEqualTo(Replay.clientId("a", 1));
    }
}
