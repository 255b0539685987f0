package dev.chat.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A run from its beginning to its report. */
final class Checker {
    private static final Duration DIRECT_PATIENCE = Duration.ofSeconds(30);
    private static final Duration PROXIED_PATIENCE = Duration.ofSeconds(4);
    private static final long START_SECONDS = 60;

    private final Options options;
    private final Progress progress;

    Checker(Options options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * Runs everything.
     *
     * @throws CheckException if the server cannot be run at all, or does not come back
     */
    Report run() throws IOException, InterruptedException, CheckException {
        Files.createDirectories(options.data());
        try (Postgres postgres =
                options.postgresql() ? Postgres.start(options.data().resolve("postgresql"), freePort()) : null) {
            int port = freePort();
            List<String> command = new ArrayList<>(options.server());
            command.addAll(List.of(
                    "--port",
                    Integer.toString(port),
                    "--data",
                    options.data().resolve("chat").toString()));
            Map<String, String> settings = postgres == null ? Map.of() : postgres.settings();
            Path log = options.data().resolve("server.log");
            try (ServerProcess server = new ServerProcess(command, settings, log, START_SECONDS);
                    FaultProxy proxy = FaultProxy.inFrontOf(port, options.seed());
                    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                    HttpClient http = http(threads)) {
                server.start();
                progress.say("The server runs; " + options.clients() + " clients in " + options.rooms() + " rooms");
                Api direct = new Api(http, port, DIRECT_PATIENCE);
                Api proxied = new Api(http, proxy.port(), PROXIED_PATIENCE);
                Report report = run(server, postgres, proxy, direct, Stage.set(direct, proxied, options));
                http.shutdownNow();
                return report;
            }
        }
    }

    private Report run(ServerProcess server, @Nullable Postgres postgres, FaultProxy proxy, Api direct, Stage stage)
            throws IOException, InterruptedException, CheckException {
        long beganAt = System.nanoTime();
        List<Thread> running = stage.clients().stream()
                .map(client -> Thread.ofVirtual().name(client.account().name()).start(client))
                .toList();
        List<Disaster> disasters;
        List<Finding> late;
        try {
            disasters = new Disasters(server, postgres, stage.clients(), options, progress).happen();
            progress.say("No more faults; waiting until everyone knows everything");
            proxy.heal();
            late = new Settling(stage, direct, options.patience()).settle();
        } finally {
            end(stage, running);
        }
        long endedAt = System.nanoTime();
        progress.say("Reading what the server has, and comparing");
        Map<String, SortedMap<Long, Message>> truth = new HashMap<>();
        for (String room : stage.rooms()) {
            truth.put(room, direct.history(room, stage.owner().token()));
        }
        List<Journal> journals = stage.clients().stream().map(Client::journal).toList();
        return new Report(
                options,
                new Judge(journals, truth, late).judge(),
                Totals.of(journals),
                new Recovery(journals, disasters),
                disasters,
                proxy.drawn(),
                Duration.ofNanos(endedAt - beganAt));
    }

    private static void end(Stage stage, List<Thread> running) throws InterruptedException {
        stage.clients().forEach(Client::end);
        for (Thread thread : running) {
            thread.interrupt();
        }
        for (Thread thread : running) {
            thread.join();
        }
    }

    private static HttpClient http(ExecutorService threads) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PROXIED_PATIENCE)
                .executor(threads)
                .build();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
