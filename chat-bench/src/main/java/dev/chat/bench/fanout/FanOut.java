package dev.chat.bench.fanout;

import dev.chat.bench.contest.BenchException;
import dev.chat.bench.contest.Reading;
import dev.chat.bench.contest.Trial;
import dev.chat.bench.contest.Workload;
import dev.chat.bench.load.Generator;
import dev.chat.bench.load.Room;
import dev.chat.bench.load.Talk;
import java.io.IOException;
import java.util.List;

/**
 * A crowd of which some talk, and all are told.
 *
 * @param people who is there
 * @param warmUp who talks before it is measured
 * @param talk who talks while it is measured
 * @param view what is read
 */
record FanOut(
        String name,
        String description,
        List<String> contenders,
        Crowding people,
        Talking warmUp,
        Talking talk,
        View view)
        implements Workload {
    @Override
    public Reading run(Trial trial) throws BenchException, IOException, InterruptedException {
        try (Gathering gathering = Gathering.of(people.of(trial), trial)) {
            Generator generator = gathering.generator();
            generator.let(warmUp.in(gathering.rooms()), trial.warmUp());
            generator.settle();
            // What is acknowledged late must not count as an answer to what comes now.
            generator.pause(Gathering.UNTIL_ALL_IS_QUIET);
            Talk measured = talk.in(gathering.rooms());
            // Whatever begins with haste has become steady.
            generator.let(measured, trial.warmUp().dividedBy(4));
            Stretch stretch = new Stretch(gathering.server(), generator, measured, trial.measured());
            Reading reading = view.of(stretch, generator.onTheirWay());
            generator.settle();
            return reading;
        }
    }

    /** Tells who is there, at the scale of a trial. */
    @FunctionalInterface
    interface Crowding {
        Crowd of(Trial trial);
    }

    /** Tells who talks. */
    @FunctionalInterface
    interface Talking {
        Talk in(List<Room> rooms);
    }

    /** Tells what is of interest. */
    @FunctionalInterface
    interface View {
        /** {@return the figures} The second parameter is how many messages are on their way when it is over. */
        Reading of(Stretch stretch, int onTheirWay);
    }
}
