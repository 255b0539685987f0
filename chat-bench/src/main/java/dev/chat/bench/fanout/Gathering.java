package dev.chat.bench.fanout;

import dev.chat.bench.contest.BenchException;
import dev.chat.bench.contest.Trial;
import dev.chat.bench.load.Generator;
import dev.chat.bench.load.Room;
import dev.chat.bench.process.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * A server that was just started, and a crowd that is connected to it.
 *
 * @param rooms who is where
 */
record Gathering(ServerProcess server, Generator generator, List<Room> rooms) implements AutoCloseable {
    /** How long the text of a message is, in bytes. */
    static final int TEXT = 200;

    /** Some servers open a connection a little before they remember where it belongs. */
    static final Duration UNTIL_ALL_IS_QUIET = Duration.ofMillis(500);

    /** Starts the contender of a trial, and connects everybody. */
    static Gathering of(Crowd crowd, Trial trial) throws BenchException, IOException, InterruptedException {
        return of(crowd, trial, TEXT);
    }

    /** Starts the contender of a trial, and connects everybody, for texts of so many bytes. */
    static Gathering of(Crowd crowd, Trial trial, int textBytes)
            throws BenchException, IOException, InterruptedException {
        ServerProcess server = trial.start(crowd.data(trial));
        Generator generator = new Generator(server.port(), crowd.dialect(trial.contender()), textBytes);
        Gathering gathering = new Gathering(server, generator, crowd.groups());
        try {
            generator.connect(gathering.rooms);
            generator.pause(UNTIL_ALL_IS_QUIET);
            return gathering;
        } catch (BenchException | IOException failure) {
            gathering.close();
            throw failure;
        }
    }

    @Override
    public void close() throws IOException {
        generator.close();
        server.close();
    }
}
