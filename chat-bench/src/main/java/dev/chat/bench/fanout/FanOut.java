package dev.chat.bench.fanout;

import dev.chat.bench.contest.BenchException;
import dev.chat.bench.contest.Reading;
import dev.chat.bench.contest.Trial;
import dev.chat.bench.contest.Workload;
import dev.chat.bench.load.Generator;
import dev.chat.bench.load.Room;
import dev.chat.bench.load.Talk;
import dev.chat.bench.process.ServerProcess;
import java.io.IOException;
import java.util.List;

/**
 * A crowd of which some talk, and all are told.
 *
 * @param people who is there, in full
 * @param talk who says what
 */
record FanOut(String name, String description, List<String> contenders, Crowding people, Talking talk)
        implements Workload {
    /** How long each text is, in bytes. */
    static final int TEXT = 200;

    /** How many messages of one sender may be on their way: nobody who keeps up needs as many. */
    private static final int WINDOW = 1 << 10;

    @Override
    public Reading run(Trial trial) throws BenchException, IOException, InterruptedException {
        Crowd crowd = people.of(trial);
        try (ServerProcess server = trial.start(crowd.data(trial));
                Generator generator = new Generator(server.port(), crowd.dialect(trial.contender()), TEXT)) {
            List<Room> rooms = crowd.rooms(WINDOW);
            generator.connect(rooms);
            return new Stretch(server, generator).of(talk.in(rooms), trial);
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
}
