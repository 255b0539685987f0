package dev.chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayIT {
    private static final Path LOG = Path.of("src/test/resources/fixtures/irc/2008-07-14_18.raw.txt");
    private static final Pattern SAID = Pattern.compile(
            "\\[..:..] (?:<(?<nick>.*?)> (?<text>.*)| (?<action>\\* (?<actor>\\S+) .*))", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void everyLineStandsInTheHistoryOnceInOrderByteForByte() throws Exception {
        try (ServerProcess server = start()) {
            // Whoever comes later has to go by another name.
            ApiClient reader = ApiClient.signUp(server.address(), "gnea");

            ServerProcess.Ended replay = replay(server, "--room-prefix", "ubuntu ");

            assertThat(replay.exitCode()).isZero();
            assertThat(replay.output())
                    .contains("3 lines were not sent:")
                    .contains("  2008-07-14_18:303 invalid_text: A text cannot be empty or blank.")
                    .contains("  2008-07-14_18:304 invalid_text: A text cannot be empty or blank.")
                    .anyMatch(line -> line.startsWith("  2008-07-14_18:305 invalid_text: "));
            String room = reader.roomNamed("ubuntu 2008-07-14_18");
            reader.join(room);
            assertThat(reader.history(room)).extracting(ReplayIT::line).containsExactlyElementsOf(expected());
        }
    }

    @Test
    void sameAuthorsAgainDoubleNothing() throws Exception {
        Path accounts = folder.resolve("accounts");
        try (ServerProcess server = start()) {
            replay(server, "--accounts", accounts.toString());

            ServerProcess.Ended again = replay(server, "--accounts", accounts.toString());

            assertThat(again.exitCode()).isZero();
            ApiClient reader = ApiClient.signUp(server.address(), "Reader");
            String room = reader.roomNamed("2008-07-14_18");
            reader.join(room);
            assertThat(reader.history(room)).hasSameSizeAs(expected());
        }
    }

    @Test
    void logOfWindowsWithALineOfMegabytesIsReplayedButForThatLine() throws Exception {
        Path log = folder.resolve("windows.txt");
        String endless = "[12:01] <b> " + "long ".repeat(600_000) + "\r\n";
        Files.writeString(log, "\uFEFF[12:00] <a> one\r\n" + endless + "[12:02] <a> three\r\n");
        try (ServerProcess server = start()) {
            ServerProcess.Ended replay = replay(server, log);

            assertThat(replay.exitCode()).isZero();
            assertThat(replay.output())
                    .contains("1 lines were not sent:")
                    .anyMatch(line -> line.contains("text_too_long"));
            assertThat(texts(server, "windows")).containsExactly("one", "three");
        }
    }

    @Test
    void replayWaitsWhereTheServerLimitsIt() throws Exception {
        Path log = folder.resolve("fast.txt");
        List<String> texts =
                IntStream.range(0, 13).mapToObj(number -> "text " + number).toList();
        Files.writeString(
                log, texts.stream().map(text -> "[12:00] <a> " + text + "\n").collect(Collectors.joining()));
        try (ServerProcess server = start("--max-frames-per-second", "1")) {
            ServerProcess.Ended replay = replay(server, log);

            assertThat(replay.exitCode()).isZero();
            assertThat(texts(server, "fast")).containsExactlyElementsOf(texts);
        }
    }

    @Test
    void emptyLogIsSaidToBeEmpty() throws Exception {
        Path log = Files.createFile(folder.resolve("empty.txt"));
        try (ServerProcess server = start()) {
            ServerProcess.Ended replay = replay(server, log);

            assertThat(replay.exitCode()).isZero();
            assertThat(replay.output()).singleElement().asString().startsWith("Sent 0 messages");
        }
    }

    @Test
    void argumentThatNoFileCanHaveInThisLocaleNamesTheLocale() throws Exception {
        ServerProcess.Ended replay =
                ServerProcess.run(ServerProcess.jar("replay", "caf\u00e9.txt"), Map.of("LC_ALL", "C"));

        assertThat(replay.exitCode()).isEqualTo(2);
        assertThat(replay.errors()).singleElement().asString().contains("FILE is ", "locale", "Set LC_ALL=C.UTF-8");
    }

    @Test
    void argumentThatIsNoAddressNumberOrFileIsOneLine() throws Exception {
        mistake("--to must be such as", "replay", "--to", "http://[", LOG.toString());
        mistake("--rate must be", "replay", "--rate", "fast", LOG.toString());
        ServerProcess.Ended accounts = ServerProcess.run(
                ServerProcess.distribution("replay", "--accounts", folder.toString(), LOG.toString()), Map.of());
        assertThat(accounts.errors()).singleElement().asString().contains("holds no accounts that can be read");
    }

    private static void mistake(String said, String... arguments) throws Exception {
        ServerProcess.Ended ended = ServerProcess.run(ServerProcess.distribution(arguments), Map.of());
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.errors()).singleElement().asString().contains(said).doesNotContain("Exception");
    }

    private static List<String> texts(ServerProcess server, String roomName) throws Exception {
        ApiClient reader = ApiClient.signUp(server.address(), "Reader");
        String room = reader.roomNamed(roomName);
        reader.join(room);
        return reader.history(room).stream()
                .map(message -> message.path("text").asText())
                .toList();
    }

    @Test
    void brokenOffReplayIsOneLine() throws Exception {
        ServerProcess.Ended replay = ServerProcess.run(
                ServerProcess.distribution("replay", "--to", "http://localhost:1/", LOG.toString()), Map.of());

        assertThat(replay.exitCode()).isEqualTo(1);
        assertThat(replay.errors()).containsExactly("chat-server: No server answers at http://localhost:1/.");
    }

    private ServerProcess start(String... options) throws Exception {
        List<String> command = new ArrayList<>(ServerProcess.distribution(
                "--port", "0", "--data", folder.resolve("data").toString()));
        command.addAll(List.of(options));
        return ServerProcess.start(command);
    }

    private static ServerProcess.Ended replay(ServerProcess server, String... options) throws Exception {
        return replay(server, LOG, options);
    }

    private static ServerProcess.Ended replay(ServerProcess server, Path log, String... options) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("replay", "--to", server.address().toString()));
        arguments.addAll(List.of(options));
        arguments.add(log.toString());
        return ServerProcess.run(ServerProcess.distribution(arguments.toArray(String[]::new)), Map.of());
    }

    private static String line(JsonNode message) {
        return message.at("/author/name").asText() + ": " + message.path("text").asText();
    }

    private static List<String> expected() throws Exception {
        List<String> expected = new ArrayList<>();
        for (String line : new String(Files.readAllBytes(LOG), StandardCharsets.UTF_8).split("\n", -1)) {
            Matcher said = SAID.matcher(line);
            if (said.matches()) {
                String nick = said.group("nick") == null ? said.group("actor") : said.group("nick");
                String text = said.group("nick") == null ? said.group("action") : said.group("text");
                if (!text.isBlank() && text.indexOf('\0') < 0) {
                    expected.add((nick.equals("Gnea") ? "Gnea~2" : nick) + ": " + text);
                }
            }
        }
        assertThat(expected)
                .hasSizeGreaterThan(250)
                .anyMatch(line -> line.equals("latin: caf\uFFFD \uFFFD\uFFFD ol\uFFFD"));
        return expected;
    }
}
