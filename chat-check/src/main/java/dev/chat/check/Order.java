package dev.chat.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a sender's messages stand in each room in the order in which it sent them.
 *
 * <p>What was sent after the acknowledgement of another stands after it. What was sent without waiting stands after
 * what was sent before it, unless that had to be sent again: a server that could not store it, and whose answer was
 * lost, may have been able to store the next.
 */
final class Order {
    private final Journal journal;
    private final List<Finding> findings = new ArrayList<>();

    Order(Journal journal) {
        this.journal = journal;
    }

    List<Finding> findings() {
        Map<String, List<Command>> byRoom = new LinkedHashMap<>();
        for (Command command : journal.commands()) {
            if (command.kind() == Command.Kind.SEND && command.acknowledged() != null) {
                byRoom.computeIfAbsent(command.room(), id -> new ArrayList<>()).add(command);
            }
        }
        byRoom.values().forEach(this::check);
        return findings;
    }

    private void check(List<Command> sends) {
        Command furthest = null;
        List<Command> sentAgain = new ArrayList<>();
        for (Command later : sends) {
            if (furthest != null && position(later) < position(furthest)) {
                found(furthest, later);
            }
            for (Command earlier : sentAgain) {
                if (earlier.acknowledgedAt() < later.firstTriedAt() && position(later) < position(earlier)) {
                    found(earlier, later);
                }
            }
            if (later.wasTriedAgain()) {
                sentAgain.add(later);
            } else if (furthest == null || position(later) > position(furthest)) {
                furthest = later;
            }
        }
    }

    private void found(Command earlier, Command later) {
        findings.add(new Finding(
                Promise.IN_ORDER,
                "%s sent %s after %s, but they are at %d and %d"
                        .formatted(
                                journal.client(), later.token(), earlier.token(), position(later), position(earlier))));
    }

    private static long position(Command command) {
        Message acknowledged = command.acknowledged();
        return acknowledged == null ? 0 : acknowledged.position();
    }
}
