package dev.chat.check;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Kills the server and its database, again and again, at moments that follow from the seed. */
final class Disasters {
    private static final int MOST_MILLIS_WITHOUT_DATABASE = 1_500;

    private final ServerProcess server;
    private final @Nullable Postgres postgres;
    private final Options options;
    private final Progress progress;
    private final Random random;
    private final List<Disaster> happened = new ArrayList<>();

    Disasters(ServerProcess server, @Nullable Postgres postgres, Options options, Progress progress) {
        this.server = server;
        this.postgres = postgres;
        this.options = options;
        this.progress = progress;
        random = new Random(options.seed() + 1);
    }

    /**
     * Lets everything happen that was asked for, and leaves a server that runs.
     *
     * @throws CheckException if a server does not come back, or died by itself
     */
    List<Disaster> happen() throws IOException, InterruptedException, CheckException {
        List<Disaster.Kind> kinds = new ArrayList<>(Collections.nCopies(options.kills(), Disaster.Kind.SERVER));
        if (postgres != null) {
            kinds.addAll(Collections.nCopies(options.databaseKills(), Disaster.Kind.DATABASE));
        }
        Collections.shuffle(kinds, random);
        for (Disaster.Kind kind : kinds) {
            peace();
            long at = System.nanoTime();
            kill(kind);
            Disaster disaster = new Disaster(kind, at, System.nanoTime());
            happened.add(disaster);
            progress.killed(disaster, happened.size(), kinds.size());
        }
        // For what the last one has done to show.
        peace();
        peace();
        return happened;
    }

    private void peace() throws InterruptedException, CheckException, IOException {
        long average = options.pause().toMillis();
        Thread.sleep(Duration.ofMillis(average / 2 + random.nextLong(1 + average)));
        if (!server.isAlive()) {
            throw new CheckException("The server died by itself. It said:\n" + server.lastWords());
        }
    }

    private void kill(Disaster.Kind kind) throws IOException, InterruptedException, CheckException {
        if (kind == Disaster.Kind.SERVER) {
            server.kill();
            server.start();
        } else if (postgres != null) {
            postgres.kill();
            Thread.sleep(random.nextInt(MOST_MILLIS_WITHOUT_DATABASE));
            postgres.restart();
        }
    }
}
