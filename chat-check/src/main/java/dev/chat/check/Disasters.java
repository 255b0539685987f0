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
    private static final long TICK_MILLIS = 20;
    private static final Duration MOST_WAIT = Duration.ofSeconds(20);

    private final ServerProcess server;
    private final @Nullable Postgres postgres;
    private final List<Client> clients;
    private final Options options;
    private final Progress progress;
    private final Random random;
    private final List<Disaster> happened = new ArrayList<>();

    Disasters(
            ServerProcess server,
            @Nullable Postgres postgres,
            List<Client> clients,
            Options options,
            Progress progress) {
        this.server = server;
        this.postgres = postgres;
        this.clients = clients;
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

    /** Lasts until the clients have got on again too: on a machine that is busy, that takes longer. */
    private void peace() throws InterruptedException, CheckException, IOException {
        int before = acknowledged();
        long average = options.pause().toMillis();
        Thread.sleep(Duration.ofMillis(average / 2 + random.nextLong(1 + average)));
        long deadline = System.nanoTime() + MOST_WAIT.toNanos();
        while (acknowledged() < before + clients.size() && System.nanoTime() < deadline) {
            Thread.sleep(TICK_MILLIS);
        }
        if (!server.isAlive()) {
            throw new CheckException("The server died by itself. It said:\n" + server.lastWords());
        }
    }

    private int acknowledged() {
        return clients.stream().mapToInt(Client::acknowledged).sum();
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
