package dev.chat.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the clients have recorded with each other, and with what the server says at last. It knows nothing
 * else: neither when something was killed, nor how the server works.
 */
final class Judge {
    private final List<Journal> journals;
    private final Map<String, SortedMap<Long, Message>> truth;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * Creates a judge.
     *
     * @param truth all messages of each room, by position, as the server has them in the end
     * @param known what is known to be broken already
     */
    Judge(List<Journal> journals, Map<String, SortedMap<Long, Message>> truth, List<Finding> known) {
        this.journals = journals;
        this.truth = truth;
        findings.addAll(known);
    }

    /** {@return all that was broken} */
    Verdict judge() {
        truth.forEach(this::judgeTruth);
        for (Journal journal : journals) {
            findings.addAll(journal.findings());
            judgeSends(journal);
            findings.addAll(new Order(journal).findings());
            judgeCorrections(journal);
            judgeSeen(journal);
            journal.states().forEach((room, state) -> judgeState(journal, room, state));
        }
        judgeAgreement();
        return new Verdict(findings);
    }

    private void judgeTruth(String room, SortedMap<Long, Message> messages) {
        doubled(messages).forEach((token, where) -> found(Promise.ONCE, token + " stands in the room at " + where));
    }

    private void judgeSends(Journal journal) {
        Set<String> corrected = new HashSet<>();
        journal.commands().stream()
                .filter(command -> command.kind() != Command.Kind.SEND)
                .forEach(correction -> corrected.add(correction.token()));
        for (Command command : journal.commands()) {
            Message acknowledged = command.acknowledged();
            if (command.kind() == Command.Kind.SEND && acknowledged != null) {
                Message stored = stored(command.room(), acknowledged.position());
                if (stored == null
                        || !stored.is(command.token())
                        || (!corrected.contains(command.token()) && !Objects.equals(stored.text(), command.text()))) {
                    found(
                            Promise.ACKNOWLEDGED_IS_KEPT,
                            journal.client() + " was told that " + command.token() + " is at " + acknowledged.position()
                                    + ", where there is " + said(stored));
                }
            }
        }
    }

    /**
     * Only the author changes a message, one thing after the other, so the last that was done must be what is there.
     */
    private void judgeCorrections(Journal journal) {
        Map<String, List<Command>> byMessage = new TreeMap<>();
        for (Command command : journal.commands()) {
            if (command.kind() != Command.Kind.SEND) {
                byMessage
                        .computeIfAbsent(command.token(), token -> new ArrayList<>())
                        .add(command);
            }
        }
        byMessage.values().forEach(corrections -> judgeCorrections(journal, corrections));
    }

    private void judgeCorrections(Journal journal, List<Command> corrections) {
        Command any = corrections.getFirst();
        Message stored = stored(any.room(), any.target());
        Message last = null;
        for (Command each : corrections) {
            last = each.acknowledged() == null ? last : each.acknowledged();
        }
        if (last == null) {
            return;
        }
        if (stored == null || !stored.is(any.token()) || stored.version() < last.version()) {
            lost(journal, any, last, stored);
        } else if (stored.version() == last.version()) {
            if (!stored.saysTheSameAs(last)) {
                lost(journal, any, last, stored);
            }
        } else if (corrections.stream().noneMatch(each -> mayHaveLed(each, stored))) {
            lost(journal, any, last, stored);
        }
    }

    /** A try whose connection broke may have reached the server late, after later ones that were answered. */
    private static boolean mayHaveLed(Command command, Message stored) {
        return command.hasUnansweredTry()
                && (command.text() == null
                        ? stored.text() == null
                        : command.text().equals(stored.text()));
    }

    private void lost(Journal journal, Command command, Message last, @Nullable Message stored) {
        found(
                Promise.CORRECTIONS_ARE_KEPT,
                journal.client() + " was told that " + command.token() + " at " + command.target() + " became " + last
                        + " at " + last.version() + ", but it is " + said(stored));
    }

    /** What was shown was committed, so it may have changed since, but not have become something else. */
    private void judgeSeen(Journal journal) {
        journal.seen().forEach((room, versions) -> {
            for (Message seen : versions.values()) {
                Message stored = stored(room, seen.position());
                if (stored == null || stored.version() < seen.version()) {
                    found(
                            Promise.ACKNOWLEDGED_IS_KEPT,
                            journal.client() + " was shown " + seen + " at " + seen.version() + ", and that is gone");
                } else if (!stored.isSameAs(seen)) {
                    found(
                            Promise.ONE_ORDER,
                            journal.client() + " was shown " + seen + " at " + seen.position() + ", where there is "
                                    + said(stored));
                }
            }
        });
    }

    private void judgeState(Journal journal, String room, SortedMap<Long, Message> state) {
        String client = journal.client();
        doubled(state).forEach((token, where) -> found(Promise.ONCE, client + " holds " + token + " at " + where));
        SortedMap<Long, Message> messages = truth.getOrDefault(room, new TreeMap<>());
        messages.forEach((position, stored) -> {
            Message held = state.get(position);
            if (held == null) {
                found(Promise.EVERYONE_HAS_IT, client + " does not have " + stored + " at " + position);
            } else if (!held.isSameAs(stored)) {
                found(Promise.ONE_ORDER, client + " holds " + held + " at " + position + ", where there is " + stored);
            } else if (held.version() != stored.version() || !held.saysTheSameAs(stored)) {
                found(Promise.CORRECTIONS_ARE_KEPT, client + " still holds " + held + ", which is now " + stored);
            }
        });
        state.forEach((position, held) -> {
            if (!messages.containsKey(position)) {
                found(Promise.ONE_ORDER, client + " holds " + held + " at " + position + ", where there is nothing");
            }
        });
    }

    /** Whoever saw something at a position saw the same. */
    private void judgeAgreement() {
        Map<String, Map<Long, Message>> agreed = new HashMap<>();
        for (Journal journal : journals) {
            journal.seen()
                    .forEach((room, versions) -> versions.forEach((version, message) -> {
                        Message others = agreed.computeIfAbsent(room, id -> new HashMap<>())
                                .putIfAbsent(version, message);
                        if (others != null && !others.equals(message)) {
                            found(
                                    Promise.ONE_ORDER,
                                    journal.client() + " saw " + message + " at " + version + ", and others saw "
                                            + others);
                        }
                    }));
        }
    }

    private static Map<String, List<Long>> doubled(SortedMap<Long, Message> messages) {
        Map<String, List<Long>> positions = new TreeMap<>();
        messages.forEach((position, message) -> message.tokens()
                .forEach(token -> positions
                        .computeIfAbsent(token, any -> new ArrayList<>())
                        .add(position)));
        positions.values().removeIf(where -> where.size() == 1);
        return positions;
    }

    private @Nullable Message stored(String room, long position) {
        SortedMap<Long, Message> messages = truth.get(room);
        return messages == null ? null : messages.get(position);
    }

    private static String said(@Nullable Message stored) {
        return stored == null ? "nothing" : stored.toString();
    }

    private void found(Promise promise, String words) {
        findings.add(new Finding(promise, words));
    }
}
