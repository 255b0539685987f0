package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real proxy before a server, set up as {@code docs/operations.md} says. */
final class Proxy implements AutoCloseable {
    /** An address that it answers once it has read its configuration again. */
    private static final String RELOADED = "/reloaded";

    private final Kind kind;
    private final Path file;
    private final int port;
    private final String configuration;
    private final Process process;

    /**
     * Starts one, and waits until it answers.
     *
     * @param folder is its own
     * @param server the port of the server
     * @param change what is to be different from the documented configuration
     */
    Proxy(Kind kind, Path folder, int server, UnaryOperator<String> change) throws IOException, InterruptedException {
        this.kind = kind;
        file = folder.resolve("proxy.conf");
        port = freePort();
        configuration = kind.whole(
                folder,
                change.apply(documented(kind))
                        .replace("127.0.0.1:8080", "127.0.0.1:" + server)
                        .replace(kind.listen("80"), kind.listen("127.0.0.1:" + port)));
        Files.writeString(file, configuration);
        ProcessBuilder builder = new ProcessBuilder(kind.command(folder, file))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("proxy.log").toFile());
        // Servers lie where only an administrator looks.
        builder.environment().merge("PATH", ":/usr/sbin:/sbin", String::concat);
        process = builder.start();
        await("/", 0);
    }

    String origin() {
        return "http://127.0.0.1:" + port;
    }

    /** Has it read its configuration again, and waits until it has. */
    void reload() throws IOException, InterruptedException {
        Files.writeString(file, kind.answering(configuration, RELOADED));
        String signal = kind == Kind.NGINX ? "-HUP" : "-USR2";
        assertThat(new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
        await(RELOADED, HttpURLConnection.HTTP_OK);
    }

    @Override
    public void close() throws InterruptedException {
        List<ProcessHandle> workers = process.descendants().toList();
        process.destroy();
        process.waitFor();
        workers.forEach(ProcessHandle::destroyForcibly);
    }

    /** Waits for an answer of this status, or any if that is 0, on a connection of its own. */
    private void await(String path, int status) {
        long deadline = System.nanoTime() + Api.PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            assertThat(process.isAlive()).as("the proxy runs").isTrue();
            try {
                HttpURLConnection connection =
                        (HttpURLConnection) URI.create(origin() + path).toURL().openConnection();
                connection.setRequestProperty("Connection", "close");
                int answer = connection.getResponseCode();
                connection.disconnect();
                if (status == 0 || answer == status) {
                    return;
                }
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError("the proxy does not answer " + path);
    }

    private static String documented(Kind kind) throws IOException {
        try (InputStream document = Proxy.class.getResourceAsStream("/docs/operations.md")) {
            String text = new String(document.readAllBytes(), StandardCharsets.UTF_8);
            Matcher matcher = Pattern.compile(
                            "```" + kind.name().toLowerCase(Locale.ROOT) + "\n(.*?)```", Pattern.DOTALL)
                    .matcher(text);
            assertThat(matcher.find()).isTrue();
            return matcher.group(1);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Which proxy. */
    enum Kind {
        NGINX {
            @Override
            String listen(String where) {
                return "listen " + where + ";";
            }

            @Override
            String whole(Path folder, String site) {
                StringBuilder whole = new StringBuilder("daemon off; user root root; pid " + folder
                        + "/pid; events {} http {" + " include /etc/nginx/mime.types; access_log off;\n");
                for (String name : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
                    whole.append(name + "_temp_path " + folder.resolve(name) + ";\n");
                }
                return whole.append(site).append("}\n").toString();
            }

            @Override
            String answering(String configuration, String path) {
                return configuration.replace("server_name", "location = " + path + " { return 200; }\nserver_name");
            }

            @Override
            List<String> command(Path folder, Path file) {
                return List.of(
                        "nginx",
                        "-p",
                        folder.toString(),
                        "-e",
                        folder.resolve("error.log").toString(),
                        "-c",
                        file.toString());
            }
        },
        HAPROXY {
            @Override
            String listen(String where) {
                return "bind " + (where.contains(":") ? where : ":" + where);
            }

            @Override
            String whole(Path folder, String site) {
                return site;
            }

            @Override
            String answering(String configuration, String path) {
                return configuration.replace(
                        "    use_backend",
                        "    http-request return status 200 if { path " + path + " }\n    use_backend");
            }

            @Override
            List<String> command(Path folder, Path file) {
                return List.of("haproxy", "-W", "-f", file.toString());
            }
        };

        abstract String listen(String where);

        abstract String whole(Path folder, String site);

        abstract String answering(String configuration, String path);

        abstract List<String> command(Path folder, Path file);
    }
}
