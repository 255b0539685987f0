package dev.chat.bench;

import static dev.chat.bench.contest.Figure.ACKNOWLEDGED;
import static dev.chat.bench.contest.Figure.DELIVERIES;
import static dev.chat.bench.contest.Figure.LAST_P50;
import static dev.chat.bench.contest.Figure.P99;
import static dev.chat.bench.contest.Figure.SERVER_CPU;
import static dev.chat.bench.contest.Servers.CHAT;
import static dev.chat.bench.report.Target.Bound.AT_LEAST;
import static dev.chat.bench.report.Target.Bound.AT_MOST;

import dev.chat.bench.contest.Figure;
import dev.chat.bench.durable.StoreGrowth;
import dev.chat.bench.entering.Entering;
import dev.chat.bench.entering.Start;
import dev.chat.bench.fanout.FanOuts;
import dev.chat.bench.history.History;
import dev.chat.bench.history.Opening;
import dev.chat.bench.report.Measured;
import dev.chat.bench.report.Target;
import java.util.List;

/** What is aimed at, written down once. */
final class Targets {
    private Targets() {}

    static List<Target> all() {
        return List.of(
                Target.against("socketio", "waiting", CHAT, DELIVERIES, AT_LEAST, 6),
                Target.against("spring", "waiting", CHAT, DELIVERIES, AT_LEAST, 6),
                Target.against("yardstick", "waiting", CHAT, SERVER_CPU, AT_MOST, 1.5),
                Target.against("socketio", "paced", CHAT, SERVER_CPU, AT_MOST, 0.75),
                Target.against("socketio", "paced", CHAT, P99, AT_MOST, 1),
                Target.against("socketio-sqlite", "acknowledged", CHAT, ACKNOWLEDGED, AT_LEAST, 5),
                Target.against("spring-h2", "acknowledged", CHAT, ACKNOWLEDGED, AT_LEAST, 5),
                Target.of("acknowledged", CHAT, LAST_P50, AT_MOST, 15),
                own("members", ACKNOWLEDGED, AT_LEAST, 1 / 1.1, "acknowledged"),
                own("members", LAST_P50, AT_MOST, 1.1, "acknowledged"),
                // A tenth of what is sent in a second is on its way, and no more than that waits.
                Target.of("steady", CHAT, FanOuts.BACKLOG, AT_MOST, 20),
                Target.of("steady", CHAT, P99, AT_MOST, 50),
                own("wide", SERVER_CPU, AT_MOST, 1.2, "waiting"),
                Target.against("socketio", "rooms", CHAT, DELIVERIES, AT_LEAST, 2),
                Target.against("ws", "rooms", CHAT, P99, AT_MOST, 1),
                Target.of("stuck", CHAT, FanOuts.SLOWDOWN, AT_MOST, 2),
                // What may wait for one reader is 1 MiB, and 20 of them never read.
                Target.of("stuck", CHAT, FanOuts.MORE_MEMORY, AT_MOST, 21),
                Target.of("idle", CHAT, Figure.MEMORY_EACH, AT_MOST, 20),
                Target.of("idle", CHAT, Figure.ALL_CONNECTED, AT_MOST, 10),
                // All in all it grows linearly if the last cost as much as those in the middle.
                itself("entering", Entering.CPU.at(1_000), AT_MOST, 1.5, Entering.CPU.at(500)),
                Target.against("h2-each", "durable", "h2", ACKNOWLEDGED, AT_LEAST, 5),
                Target.of("durable", "h2", P99, AT_MOST, 20),
                Target.against("postgresql-each", "durable", "postgresql", ACKNOWLEDGED, AT_LEAST, 5),
                Target.of("durable", "postgresql", P99, AT_MOST, 20),
                Target.of("growth-store", CHAT, StoreGrowth.quiet("one"), AT_MOST, 8),
                Target.of("growth-store", CHAT, StoreGrowth.quiet("500"), AT_MOST, 8),
                Target.of("growth-store", CHAT, StoreGrowth.stopped("one"), AT_MOST, 4),
                Target.of("growth-store", CHAT, StoreGrowth.stopped("500"), AT_MOST, 4),
                Target.of("history", CHAT, History.p99("newest"), AT_MOST, 5),
                itself("history", History.p50("10,000th"), AT_MOST, 1.1, History.p50("newest")),
                Target.of("history", CHAT, History.p99("changes"), AT_MOST, 50),
                Target.of("open", CHAT, Opening.p95("clicked"), AT_MOST, 300),
                Target.of("start", CHAT, Start.ANSWERED, AT_MOST, 1_000),
                Target.of("start", CHAT, Figure.MEMORY, AT_MOST, 150));
    }

    /** Our own in one figure, compared with itself in another one of the same workload. */
    private static Target itself(String workload, Figure figure, Target.Bound bound, double factor, Figure other) {
        return new Target(new Measured(workload, CHAT, figure), bound, factor, new Measured(workload, CHAT, other));
    }

    /** Our own in one workload, compared with itself in another. */
    private static Target own(String workload, Figure figure, Target.Bound bound, double factor, String other) {
        return new Target(new Measured(workload, CHAT, figure), bound, factor, new Measured(other, CHAT, figure));
    }
}
