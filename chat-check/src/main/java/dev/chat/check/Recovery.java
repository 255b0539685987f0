package dev.chat.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long it took after each kill until it went on. */
final class Recovery {
    private final List<Long> ofClients = new ArrayList<>();
    private final List<Long> ofProcesses = new ArrayList<>();

    Recovery(List<Journal> journals, List<Disaster> disasters) {
        Map<String, Long> triedAt = new HashMap<>();
        for (Journal journal : journals) {
            journal.commands().stream()
                    .filter(command -> command.kind() == Command.Kind.SEND)
                    .forEach(send -> triedAt.put(send.token(), send.firstTriedAt()));
        }
        for (Journal journal : journals) {
            List<Sign> signs = signs(journal, triedAt);
            disasters.forEach(disaster -> measure(disaster.at(), signs));
        }
        disasters.forEach(disaster -> ofProcesses.add(disaster.backAt() - disaster.at()));
        Collections.sort(ofClients);
        Collections.sort(ofProcesses);
    }

    /**
     * {@return a percentile, in milliseconds, of the times from a kill until a client got on: what it sent after the
     * kill was acknowledged or, if it only listens, what anyone sent after the kill reached it}
     */
    long clients(int percent) {
        return percentile(ofClients, percent);
    }

    /** {@return a percentile, in milliseconds, of the times from a kill until what was killed was there again} */
    long processes(int percent) {
        return percentile(ofProcesses, percent);
    }

    private void measure(long killedAt, List<Sign> signs) {
        signs.stream()
                .filter(sign -> sign.begunAt > killedAt)
                .mapToLong(sign -> sign.seenAt)
                .min()
                .ifPresent(seenAt -> ofClients.add(seenAt - killedAt));
    }

    private static List<Sign> signs(Journal journal, Map<String, Long> triedAt) {
        List<Sign> signs = new ArrayList<>();
        for (Command command : journal.commands()) {
            if (command.acknowledged() != null) {
                signs.add(new Sign(command.lastTriedAt(), command.acknowledgedAt()));
            }
        }
        if (journal.commands().isEmpty()) {
            journal.firstSeenAt().forEach((token, seenAt) -> {
                Long begunAt = triedAt.get(token);
                if (begunAt != null) {
                    signs.add(new Sign(begunAt, seenAt));
                }
            });
        }
        return signs;
    }

    private static long percentile(List<Long> sorted, int percent) {
        if (sorted.isEmpty()) {
            return 0;
        }
        int index = (int) Math.ceil(sorted.size() * percent / 100.0) - 1;
        return sorted.get(Math.max(0, index)) / 1_000_000;
    }

    /** Something that was begun at one time, and seen to have worked at another. */
    private record Sign(long begunAt, long seenAt) {}
}
