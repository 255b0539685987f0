package dev.chat.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was broken, and how often. */
final class Verdict {
    private static final int EXAMPLES = 10;

    private final Map<Promise, List<Finding>> findings = new EnumMap<>(Promise.class);

    Verdict(List<Finding> all) {
        for (Promise promise : Promise.values()) {
            findings.put(promise, new ArrayList<>());
        }
        for (Finding finding : all) {
            of(finding.promise()).add(finding);
        }
    }

    /** {@return whether nothing was} */
    boolean isClean() {
        return findings.values().stream().allMatch(List::isEmpty);
    }

    /** {@return how often this was broken} */
    int count(Promise promise) {
        return of(promise).size();
    }

    /** {@return the first few times, in words} */
    List<String> examples(Promise promise) {
        return of(promise).stream().limit(EXAMPLES).map(Finding::words).toList();
    }

    private List<Finding> of(Promise promise) {
        return findings.computeIfAbsent(promise, any -> new ArrayList<>());
    }
}
