package dev.chat.bench;

import dev.chat.bench.contest.Workload;
import dev.chat.bench.fanout.FanOuts;
import java.util.List;

/** All workloads there are, in the order of reports. */
final class Workloads {
    private Workloads() {}

    static List<Workload> all() {
        return FanOuts.all();
    }
}
