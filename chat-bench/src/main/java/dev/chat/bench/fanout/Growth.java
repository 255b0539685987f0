package dev.chat.bench.fanout;

import dev.chat.bench.contest.BenchException;
import dev.chat.bench.contest.Reading;
import dev.chat.bench.contest.Trial;
import dev.chat.bench.contest.Workload;
import java.io.IOException;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The same work in several sizes, each on a server of its own.
 *
 * @param sizes the sizes, in ascending order
 * @param at the work at a size
 */
record Growth(
        String name,
        String description,
        List<String> contenders,
        String axis,
        List<Integer> sizes,
        IntFunction<Workload> at)
        implements Workload {
    @Override
    public Reading run(Trial trial) throws BenchException, IOException, InterruptedException {
        Reading reading = Reading.NONE;
        for (int size : sizes) {
            reading = reading.with(
                    at.apply(size).run(trial.in(Integer.toString(size))).at(size));
        }
        return reading;
    }
}
