package dev.chat.check;

import java.util.List;

/**
 * How much was done in a run.
 *
 * @param sends acknowledged
 * @param edits acknowledged
 * @param deletions acknowledged
 * @param connections that clients opened, or tried to
 * @param gaps that clients noticed, and closed
 * @param reloads of a room, because a client was told to or had forgotten it
 */
record Totals(long sends, long edits, long deletions, long connections, long gaps, long reloads) {
    static Totals of(List<Journal> journals) {
        return new Totals(
                acknowledged(journals, Command.Kind.SEND),
                acknowledged(journals, Command.Kind.EDIT),
                acknowledged(journals, Command.Kind.DELETE),
                journals.stream().mapToLong(Journal::connections).sum(),
                journals.stream().mapToLong(Journal::gaps).sum(),
                journals.stream().mapToLong(Journal::resets).sum());
    }

    private static long acknowledged(List<Journal> journals, Command.Kind kind) {
        return journals.stream()
                .flatMap(journal -> journal.commands().stream())
                .filter(command -> command.kind() == kind && command.acknowledged() != null)
                .count();
    }
}
