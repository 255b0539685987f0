package dev.chat.bench.fanout;

import dev.chat.bench.contest.BenchException;
import dev.chat.bench.contest.Figure;
import dev.chat.bench.contest.Reading;
import dev.chat.bench.contest.Trial;
import dev.chat.bench.load.Generator;
import dev.chat.bench.load.Talk;
import dev.chat.bench.load.Tally;
import dev.chat.bench.process.ProcessTree;
import dev.chat.bench.process.ServerProcess;
import dev.chat.bench.process.Usage;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Lets members talk, first to warm up, then measured, and lets everything arrive. */
final class Stretch {
    private static final double MILLION = 1e6;

    private static final double P50 = 50;
    private static final double P99 = 99;
    private static final double P999 = 99.9;

    private final ServerProcess server;
    private final Generator generator;

    Stretch(ServerProcess server, Generator generator) {
        this.server = server;
        this.generator = generator;
    }

    /** {@return what was read in the measured part} */
    Reading of(Talk talk, Trial trial) throws BenchException, IOException {
        generator.let(talk, trial.warmUp());
        Tally tally = generator.tally();
        tally.reset();
        Usage serverBefore = server.usage();
        Usage mineBefore = ProcessTree.ofMyself();
        long begin = System.nanoTime();
        generator.let(talk, trial.measured());
        double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
        Usage after = server.usage();
        double deliveries = tally.deliveries();
        if (deliveries == 0) {
            throw new BenchException("Nobody was told anything");
        }
        double million = deliveries / MILLION;
        Reading reading = Reading.NONE
                .with(Figure.DELIVERIES, deliveries / seconds)
                .with(Figure.P50, tally.receiptMillis(P50))
                .with(Figure.P99, tally.receiptMillis(P99))
                .with(Figure.P999, tally.receiptMillis(P999))
                .with(Figure.SERVER_CPU, (after.cpuSeconds() - serverBefore.cpuSeconds()) / million)
                .with(Figure.GENERATOR_CPU, (ProcessTree.ofMyself().cpuSeconds() - mineBefore.cpuSeconds()) / million)
                .with(Figure.MEMORY, after.residentMegabytes())
                .with(Figure.PEAK_MEMORY, after.peakMegabytes());
        generator.settle();
        return reading;
    }
}
