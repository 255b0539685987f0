package dev.chat.persistence.jdbi;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A PgBouncer before the PostgreSQL server of the tests. */
final class PgBouncer implements AutoCloseable {
    private final Process process;
    private final Path folder;
    private final String url;

    private PgBouncer(Process process, Path folder, String url) {
        this.process = process;
        this.folder = folder;
        this.url = url;
    }

    /** Starts one that pools by {@code session}, {@code transaction} or {@code statement}. */
    static PgBouncer start(String mode, String database, int connections) throws IOException {
        Path folder = Files.createTempDirectory("pgbouncer");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        int port = freePort();
        Path settings = folder.resolve("pgbouncer.ini");
        Files.writeString(settings, """
                [databases]
                chat = %s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = %s
                default_pool_size = %d
                ignore_startup_parameters = extra_float_digits
                """.formatted(server(database), port, mode, connections));
        Process process =
                new ProcessBuilder(command(settings)).redirectErrorStream(true).start();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); ; line = output.readLine()) {
            if (line == null) {
                throw new IOException("PgBouncer did not start");
            }
            if (line.contains("process up")) {
                // Nobody reads on: else its pipe would fill, and it with it.
                Thread.ofVirtual().start(() -> output.lines().forEach(rest -> {}));
                return new PgBouncer(process, folder, "jdbc:postgresql://127.0.0.1:" + port + "/chat");
            }
        }
    }

    private static String server(String url) {
        String place = url.replaceFirst("jdbc:postgresql://", "").replaceFirst("[?].*", "");
        String[] parts = place.split("[:/]", 3);
        return "host=127.0.0.1 port=" + parts[1] + " dbname=" + parts[2] + " user=" + PostgresqlForTests.USER
                + " password=" + PostgresqlForTests.PASSWORD;
    }

    /** It will not run as root. */
    private static List<String> command(Path settings) {
        List<String> command =
                new ArrayList<>(List.of("env", "PATH=" + System.getenv("PATH") + ":/usr/sbin", "pgbouncer"));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(settings.toString());
        return command;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String url() {
        return url;
    }

    @Override
    public void close() throws Exception {
        process.destroyForcibly().waitFor();
        Files.delete(folder.resolve("pgbouncer.ini"));
        Files.delete(folder);
    }
}
