package dev.chat.bench.fanout;

import dev.chat.bench.contest.BenchException;
import dev.chat.bench.contest.Figure;
import dev.chat.bench.contest.Reading;
import dev.chat.bench.load.Generator;
import dev.chat.bench.load.Talk;
import dev.chat.bench.load.Tally;
import dev.chat.bench.process.ProcessTree;
import dev.chat.bench.process.ServerProcess;
import dev.chat.bench.process.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A while in which members talk, and what was read in it. */
final class Stretch {
    private static final double MILLION = 1e6;
    private static final double P50 = 50;
    private static final double P99 = 99;
    private static final double P999 = 99.9;

    private final Tally tally;
    private final double seconds;
    private final double serverSeconds;
    private final double mySeconds;
    private final Usage after;

    /**
     * Lets members talk, and measures. They may be told of what they said after this.
     *
     * @throws BenchException if nobody is told anything
     */
    Stretch(ServerProcess server, Generator generator, Talk talk, Duration howLong) throws BenchException, IOException {
        tally = generator.tally();
        tally.reset();
        server.forgetPeak();
        Usage before = server.usage();
        Usage mine = ProcessTree.ofMyself();
        long begin = System.nanoTime();
        generator.let(talk, howLong);
        seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
        after = server.usage();
        serverSeconds = after.cpuSeconds() - before.cpuSeconds();
        mySeconds = ProcessTree.ofMyself().cpuSeconds() - mine.cpuSeconds();
        if (tally.deliveries() == 0) {
            throw new BenchException("Nobody was told anything");
        }
    }

    /** {@return what tells how fast everybody is told, and at which cost} Before anything else is counted. */
    Reading deliveries() {
        double millions = tally.deliveries() / MILLION;
        return Reading.NONE
                .with(Figure.DELIVERIES, tally.deliveries() / seconds)
                .with(Figure.P50, tally.receiptMillis(P50))
                .with(Figure.P99, tally.receiptMillis(P99))
                .with(Figure.P999, tally.receiptMillis(P999))
                .with(Figure.SERVER_CPU, serverSeconds / millions)
                .with(Figure.GENERATOR_CPU, mySeconds / millions)
                .with(Figure.MEMORY, after.residentMegabytes())
                .with(Figure.PEAK_MEMORY, after.peakMegabytes());
    }

    /** {@return what tells how fast senders and the last receivers are told} Before anything else is counted. */
    Reading acknowledgements() {
        return Reading.NONE
                .with(Figure.ACKNOWLEDGED, tally.acknowledgements() / seconds)
                .with(Figure.of("acknowledged p50", "ms"), tally.acknowledgementMillis(P50))
                .with(Figure.of("acknowledged p99", "ms"), tally.acknowledgementMillis(P99))
                .with(Figure.LAST_P50, tally.lastReceiptMillis(P50))
                .with(Figure.LAST_P99, tally.lastReceiptMillis(P99));
    }
}
