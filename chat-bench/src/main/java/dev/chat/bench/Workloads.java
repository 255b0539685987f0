package dev.chat.bench;

import dev.chat.bench.contest.Workload;
import dev.chat.bench.durable.Durable;
import dev.chat.bench.durable.StoreGrowth;
import dev.chat.bench.entering.Entering;
import dev.chat.bench.entering.Start;
import dev.chat.bench.fanout.FanOuts;
import dev.chat.bench.history.History;
import dev.chat.bench.history.HistoryGrowth;
import dev.chat.bench.history.Opening;
import dev.chat.bench.renaming.Renaming;
import java.util.List;
import java.util.stream.Stream;

/** All workloads there are, in the order of reports. */
final class Workloads {
    private Workloads() {}

    static List<Workload> all() {
        Stream<Workload> others = Stream.of(
                new Entering(),
                new Durable("durable", 1),
                new Durable("durable-rooms", 32),
                new StoreGrowth(),
                new History(),
                new HistoryGrowth(),
                new Opening(),
                new Renaming(),
                new Start());
        return Stream.concat(FanOuts.all().stream(), others).toList();
    }
}
