package dev.chat.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param drawn how many connections had which fault
 * @param took from the first client's start to the last one's end
 */
record Report(
        Options options,
        Verdict verdict,
        Totals totals,
        Recovery recovery,
        List<Disaster> disasters,
        Map<Fault.Kind, Integer> drawn,
        Duration took) {
    private static final int MEDIAN = 50;
    private static final int ALMOST_ALL = 99;
    private static final int ALL = 100;

    /** Prints it for a person. */
    void print(PrintWriter out) {
        out.println();
        row(out, "acknowledged messages", totals.sends());
        row(out, "acknowledged edits and deletions", totals.edits() + totals.deletions());
        row(out, "kills of the server", kills(Disaster.Kind.SERVER));
        row(out, "kills of PostgreSQL", kills(Disaster.Kind.DATABASE));
        row(out, "connections of clients", totals.connections());
        row(out, "connections with a fault", faulty());
        row(out, "gaps that clients noticed and closed", totals.gaps());
        row(out, "rooms loaded afresh", totals.reloads());
        out.println();
        for (Promise promise : Promise.values()) {
            row(out, promise.broken(), verdict.count(promise));
        }
        out.println();
        out.printf("  %-40s %8s %8s %8s%n", "time to recover, ms", "p50", "p99", "max");
        times(out, "of a client, from the kill", recovery::clients);
        times(out, "of the process alone", recovery::processes);
        out.println();
        for (Promise promise : Promise.values()) {
            verdict.examples(promise).forEach(words -> out.println("  " + promise.broken() + ": " + words));
        }
        out.println(sentence());
        out.flush();
    }

    /** {@return it for a program} */
    ObjectNode json() {
        ObjectNode json = Api.JSON.createObjectNode();
        json.put("passed", verdict.isClean());
        json.put("summary", sentence());
        json.put("seed", options.seed());
        json.put("database", options.postgresql() ? "postgresql" : "h2");
        json.put("clients", options.clients());
        json.put("rooms", options.rooms());
        json.put("seconds", took.toMillis() / 1e3);
        json.put("serverKills", kills(Disaster.Kind.SERVER));
        json.put("databaseKills", kills(Disaster.Kind.DATABASE));
        json.put("acknowledgedMessages", totals.sends());
        json.put("acknowledgedEdits", totals.edits());
        json.put("acknowledgedDeletions", totals.deletions());
        json.put("connections", totals.connections());
        json.put("gapsClosed", totals.gaps());
        json.put("roomsLoadedAfresh", totals.reloads());
        ObjectNode faults = json.putObject("faults");
        drawn.forEach((kind, count) -> faults.put(kind.name().toLowerCase(Locale.ROOT), count));
        ObjectNode broken = json.putObject("broken");
        ObjectNode examples = json.putObject("examples");
        for (Promise promise : Promise.values()) {
            broken.put(promise.key(), verdict.count(promise));
            verdict.examples(promise).forEach(examples.withArray(promise.key())::add);
        }
        times(json.putObject("clientRecoveryMillis"), recovery::clients);
        times(json.putObject("processRestartMillis"), recovery::processes);
        return json;
    }

    /** {@return the whole in one sentence} */
    String sentence() {
        String under = String.format(
                Locale.ROOT,
                "%,d acknowledged messages and %,d edits and deletions, %d kills of the server%s, %,d of %,d connections"
                        + " disturbed",
                totals.sends(),
                totals.edits() + totals.deletions(),
                kills(Disaster.Kind.SERVER),
                options.postgresql() ? " and " + kills(Disaster.Kind.DATABASE) + " of PostgreSQL" : "",
                faulty(),
                drawn.values().stream().mapToInt(Integer::intValue).sum());
        if (verdict.isClean()) {
            return "Nothing was lost: " + under + "; every client saw the same in the same order.";
        }
        StringBuilder broken = new StringBuilder();
        for (Promise promise : Promise.values()) {
            if (verdict.count(promise) > 0) {
                broken.append(broken.isEmpty() ? "" : ", ")
                        .append(promise.broken())
                        .append(' ')
                        .append(verdict.count(promise));
            }
        }
        return "Promises were BROKEN: " + broken + " (" + under + ", seed " + options.seed() + ").";
    }

    private long kills(Disaster.Kind kind) {
        return disasters.stream().filter(disaster -> disaster.kind() == kind).count();
    }

    private int faulty() {
        return drawn.entrySet().stream()
                .filter(entry -> entry.getKey() != Fault.Kind.NONE)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static void row(PrintWriter out, String name, long number) {
        out.printf(Locale.ROOT, "  %-40s %,8d%n", name, number);
    }

    private static void times(PrintWriter out, String name, Percentiles of) {
        out.printf(Locale.ROOT, "  %-40s %,8d %,8d %,8d%n", name, of.at(MEDIAN), of.at(ALMOST_ALL), of.at(ALL));
    }

    private static void times(ObjectNode json, Percentiles of) {
        json.put("p50", of.at(MEDIAN)).put("p99", of.at(ALMOST_ALL)).put("max", of.at(ALL));
    }

    /** Times, by percentile. */
    @FunctionalInterface
    private interface Percentiles {
        long at(int percent);
    }
}
