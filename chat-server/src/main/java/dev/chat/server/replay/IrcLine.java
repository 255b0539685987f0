package dev.chat.server.replay;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of an IRC log. */
sealed interface IrcLine {
    /**
     * Somebody said or did something.
     *
     * @param number the line's number, from 1
     * @param nick who
     * @param text what; of an action ({@code /me waves}), {@code * nick waves}, as IRC clients show it
     */
    record Said(int number, String nick, String text) implements IrcLine {}

    /** Somebody came, went, or took another name. */
    record Event() implements IrcLine {}

    /**
     * Something else.
     *
     * @param number the line's number, from 1
     */
    record Unknown(int number) implements IrcLine {}

    /** {@return what a line says} */
    static IrcLine parse(int number, String line) {
        Matcher message = Patterns.MESSAGE.matcher(line);
        if (message.matches()) {
            String text = message.group("text");
            return new Said(number, message.group("nick").strip(), text == null ? "" : text);
        }
        Matcher action = Patterns.ACTION.matcher(line);
        if (action.matches()) {
            return new Said(number, action.group("nick"), action.group("text"));
        }
        return line.startsWith("===") ? new Event() : new Unknown(number);
    }

    /** What lines look like. A text may hold any character at all. */
    final class Patterns {
        private static final Pattern MESSAGE =
                Pattern.compile("\\[\\d\\d:\\d\\d] <(?<nick>[^>]*)>(?: (?<text>.*))?", Pattern.DOTALL);

        private static final Pattern ACTION =
                Pattern.compile("\\[\\d\\d:\\d\\d] {2}(?<text>\\* (?<nick>\\S+).*)", Pattern.DOTALL);

        private Patterns() {}
    }
}
