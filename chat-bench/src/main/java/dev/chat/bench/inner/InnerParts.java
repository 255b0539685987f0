package dev.chat.bench.inner;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that measures inner parts on their own, by JMH. */
@Command(
        name = "jmh",
        mixinStandardHelpOptions = true,
        description = "Measures what encoding, the hub and the queues cost, each on its own.")
public final class InnerParts implements Callable<Integer> {
    private static final int WARM_UPS = 3;
    private static final int MEASUREMENTS = 5;

    @Parameters(
            arity = "0..*",
            paramLabel = "PATTERN",
            description = "Only those whose name this regular expression is found in; by default all.")
    private List<String> patterns = List.of();

    @Option(names = "--quick", description = "Ten milliseconds of each, to see that it works.")
    private boolean quick;

    /** For the command line. */
    public InnerParts() {}

    @Override
    public Integer call() throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .warmupIterations(quick ? 0 : WARM_UPS)
                .measurementIterations(quick ? 1 : MEASUREMENTS)
                .warmupTime(TimeValue.seconds(1))
                .measurementTime(quick ? TimeValue.milliseconds(10) : TimeValue.seconds(1))
                .forks(quick ? 0 : 1)
                .jvmArgsAppend("-XX:+UseSerialGC")
                .shouldFailOnError(true);
        patterns.forEach(options::include);
        new Runner(options.build()).run();
        return 0;
    }
}
