package dev.chat.bench.history;

import dev.chat.bench.contest.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * A real browser, which a script in {@code chat-client-js/bench} works.
 *
 * @param port of the server
 * @param room what it opens
 * @param output where that script's words go to
 */
record Browser(int port, Log room, Path output) {
    private static final String CLIENT = "chat.client.home";
    private static final Pattern OPENED = Pattern.compile("(clicked|addressed): ([0-9.]+) ms");
    private static final double MICROS_PER_MILLI = 1e3;
    private static final int DIGITS = 3;

    /**
     * Opens the room so many times in each way, in one browser, each time in a page of its own.
     *
     * @throws BenchException if there is no browser, or the room was not opened as often
     */
    Times open(int times) throws BenchException, IOException, InterruptedException {
        String client = System.getProperty(CLIENT);
        if (client == null) {
            throw new BenchException("Start this with scripts/bench.");
        }
        int exitCode = script(Path.of(client), times).start().waitFor();
        String said = Files.readString(output);
        Times opened = times(said);
        if (exitCode != 0
                || opened.clicked().getTotalCount() != times
                || opened.addressed().getTotalCount() != times) {
            throw new BenchException("The browser did not open the room " + times + " times. It said:\n" + said);
        }
        return opened;
    }

    private ProcessBuilder script(Path client, int times) {
        ProcessBuilder builder = new ProcessBuilder("npm", "run", "--silent", "bench")
                .directory(client.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "CHAT_ADDRESS", "http://localhost:" + port + "/",
                        "CHAT_SESSION", room.session(),
                        "CHAT_ROOM", room.id(),
                        "CHAT_NEWEST", Long.toString(room.head()),
                        "CHAT_TIMES", Integer.toString(times)));
        return builder;
    }

    private static Times times(String said) {
        Times times = new Times(new Histogram(DIGITS), new Histogram(DIGITS));
        Matcher line = OPENED.matcher(said);
        while (line.find()) {
            Histogram histogram = line.group(1).equals("clicked") ? times.clicked() : times.addressed();
            histogram.recordValue(Math.round(Double.parseDouble(line.group(2)) * MICROS_PER_MILLI));
        }
        return times;
    }

    /**
     * How long it took, in microseconds.
     *
     * @param clicked from a click in the list of rooms
     * @param addressed from the start of loading the room's address
     */
    record Times(Histogram clicked, Histogram addressed) {}
}
