package dev.chat.bench.fanout;

import dev.chat.bench.contest.BenchException;
import dev.chat.bench.contest.Figure;
import dev.chat.bench.contest.Reading;
import dev.chat.bench.contest.Trial;
import dev.chat.bench.contest.Workload;
import dev.chat.bench.load.Generator;
import dev.chat.bench.load.Room;
import dev.chat.bench.process.ServerProcess;
import dev.chat.bench.process.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Connections that are told of a room in which nothing happens: how long it takes to let them all in, and what memory
 * each takes once they have been quiet for a while, in which a server may give back what only the rush has taken. The
 * first hundred count to neither: with them comes what is loaded once.
 *
 * @param sizes how many connections there are when it is measured
 */
record Idle(String name, String description, List<String> contenders, List<Integer> sizes) implements Workload {
    private static final int IN_A_ROOM = 100;
    private static final int FEWEST = 2;
    private static final double BYTES_PER_KILOBYTE = 1e3;
    private static final Duration QUIET = Duration.ofSeconds(30);
    private static final Duration QUICK_QUIET = Duration.ofSeconds(1);

    @Override
    public String axis() {
        return sizes.size() > 1 ? "connections" : "";
    }

    @Override
    public Reading run(Trial trial) throws BenchException, IOException, InterruptedException {
        int inARoom = trial.size(IN_A_ROOM, FEWEST);
        int most = sizes.getLast() / IN_A_ROOM + 1;
        Crowd crowd = Crowd.of(trial.size(most, 0) + 1, inARoom, 0);
        List<Room> rooms = crowd.groups();
        try (ServerProcess server = trial.start(crowd.data(trial));
                Generator generator = new Generator(server.port(), crowd.dialect(trial.contender()), Gathering.TEXT)) {
            generator.connect(rooms.subList(0, 1));
            generator.pause(quiet(trial));
            return new Influx(server, generator, rooms, server.usage().residentBytes()).at(sizes, trial);
        }
    }

    private static Duration quiet(Trial trial) {
        return trial.scale().quick() ? QUICK_QUIET : QUIET;
    }

    /**
     * Room after room connects.
     *
     * @param rooms of which the first is connected
     * @param before what memory the server held then
     */
    private record Influx(ServerProcess server, Generator generator, List<Room> rooms, long before) {
        private Reading at(List<Integer> sizes, Trial trial) throws BenchException, IOException {
            Reading reading = Reading.NONE;
            double seconds = 0;
            int from = 1;
            for (int size : sizes) {
                int to = 1 + trial.size(size / IN_A_ROOM, 1);
                seconds += connect(rooms.subList(from, to));
                from = to;
                generator.pause(quiet(trial));
                Reading here = here((to - 1) * rooms.getFirst().members(), seconds);
                reading = reading.with(sizes.size() > 1 ? here.at(size) : here);
            }
            return reading;
        }

        private double connect(List<Room> more) throws BenchException, IOException {
            long begin = System.nanoTime();
            generator.connect(more);
            return (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
        }

        private Reading here(int connections, double seconds) throws IOException {
            Usage usage = server.usage();
            double each = (usage.residentBytes() - before) / BYTES_PER_KILOBYTE / connections;
            return Reading.NONE
                    .with(Figure.ALL_CONNECTED, seconds)
                    .with(Figure.MEMORY_EACH, each)
                    .with(Figure.MEMORY, usage.residentMegabytes());
        }
    }
}
