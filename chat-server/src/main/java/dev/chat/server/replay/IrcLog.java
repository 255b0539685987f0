package dev.chat.server.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of IRC.
 *
 * @param name of the conversation: the file's, without its endings
 * @param lines of the file, in order
 */
record IrcLog(String name, List<IrcLine> lines) {
    /**
     * {@return the log in a file} Lines end at line feeds alone. Bytes that are not UTF-8 become U+FFFD.
     *
     * @throws IOException if the file cannot be read
     */
    static IrcLog read(Path file) throws IOException {
        String[] lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1);
        List<IrcLine> parsed = new ArrayList<>(lines.length);
        for (int index = 0; index < lines.length; index++) {
            boolean afterLastLineFeed = index == lines.length - 1 && lines[index].isEmpty();
            if (!afterLastLineFeed) {
                parsed.add(IrcLine.parse(index + 1, lines[index]));
            }
        }
        return new IrcLog(nameOf(file), List.copyOf(parsed));
    }

    private static String nameOf(Path file) {
        Path name = file.getFileName();
        return name == null ? "log" : name.toString().replaceFirst("(?<=.)[.](raw[.])?(txt|log)$", "");
    }

    /** {@return how many lines are there to be sent} */
    long said() {
        return lines.stream().filter(IrcLine.Said.class::isInstance).count();
    }
}
