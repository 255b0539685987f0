package dev.chat.bench.contest;

import dev.chat.bench.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One run of a workload by one contender: who it is, how much is to be done, and where. Used by one thread.
 *
 * @param contender whose turn it is
 * @param scale how much is to be done
 * @param folder an empty folder of this run's own, which is removed after it
 * @param servers what can be started
 * @param stores the stores that were filled before, to be used again
 */
public record Trial(String contender, Scale scale, Path folder, Servers servers, Stores stores) {
    /**
     * {@return a number of people, rooms or messages, or a hundredth of it in a quick run, and at least {@code least}}
     */
    public int size(int full, int least) {
        return scale.quick() ? Math.max(least, full / 100) : full;
    }

    /** {@return how long the work is done before it is measured} */
    public Duration warmUp() {
        return scale.warmUp();
    }

    /** {@return how long it is measured} */
    public Duration measured() {
        return scale.measured();
    }

    /** {@return the same in a folder of its own below this one's: for a workload that runs several others} */
    public Trial in(String name) throws IOException {
        return new Trial(contender, scale, Files.createDirectories(folder.resolve(name)), servers, stores);
    }

    /**
     * {@return a folder for data, filled as a server finds it} The first who asks for a name has it filled; all later
     * ones get a copy. So a store is filled once for all rounds, and each run may change its own.
     *
     * @param name of this filling; the same name means the same content
     */
    public Path data(String name, Stores.Filler filler) throws IOException {
        return stores.copy(name, filler, folder.resolve("data"));
    }

    /**
     * Starts the contender on a free port of this machine, and waits until it is ready. Whoever starts it closes it.
     *
     * @param data what it stores things in, an empty or a filled folder; peers that store nothing ignore it
     * @throws IOException if it does not start
     */
    public ServerProcess start(Path data) throws IOException, InterruptedException {
        return servers.start(contender, data, folder.resolve("server.log"));
    }
}
