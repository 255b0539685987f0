package dev.chat.server.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * {@return the log in a file} Lines end at line feeds alone, with or without a carriage return before. A byte order
     * mark is passed over. Bytes that are not UTF-8 become U+FFFD.
     *
     * @throws ReplayException if the file cannot be read, or holds something else than a log
     */
    static IrcLog read(Path file) throws ReplayException {
        String text = text(file);
        String[] lines = text.split("\n", -1);
        List<IrcLine> parsed = new ArrayList<>(lines.length);
        for (int index = 0; index < lines.length; index++) {
            boolean afterLastLineFeed = index == lines.length - 1 && lines[index].isEmpty();
            if (!afterLastLineFeed) {
                parsed.add(IrcLine.parse(index + 1, withoutReturn(lines[index])));
            }
        }
        if (!parsed.isEmpty() && parsed.stream().allMatch(IrcLine.Unknown.class::isInstance)) {
            throw new ReplayException(
                    "The file " + file + " is no log of IRC in UTF-8: none of its lines is understood.");
        }
        return new IrcLog(nameOf(file), List.copyOf(parsed));
    }

    private static String text(Path file) throws ReplayException {
        if (Files.isDirectory(file)) {
            throw new ReplayException(file + " is a folder. Name its files, as " + file.resolve("*.txt") + " does.");
        }
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        } catch (NoSuchFileException missing) {
            throw new ReplayException("There is no file " + file + ".", missing);
        } catch (AccessDeniedException denied) {
            throw new ReplayException("The file " + file + " may not be read by this user.", denied);
        } catch (IOException unreadable) {
            throw new ReplayException("The file " + file + " cannot be read.", unreadable);
        }
    }

    private static String withoutReturn(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
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
