package dev.chat.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

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
