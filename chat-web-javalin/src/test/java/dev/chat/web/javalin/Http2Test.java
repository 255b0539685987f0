package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.core.session.SignedIn;
import dev.chat.core.session.Token;
import dev.chat.core.user.User;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The chat in an application that speaks TLS, and HTTP/2 where the client does. */
class Http2Test {
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path folder;

    private final CompletableFuture<JsonNode> report = new CompletableFuture<>();
    private final Set<String> upgrades = new ConcurrentSkipListSet<>();

    @BeforeAll
    static void makeCertificate() throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String arguments = "-genkeypair -keyalg EC -alias chat -dname CN=localhost -ext san=dns:localhost -validity 2"
                + " -storepass " + PASSWORD + " -keystore " + store();
        assertThat(new ProcessBuilder((keytool + " " + arguments).split(" "))
                        .start()
                        .waitFor())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"token, h2", "cookie, h2", "token, http/1.1", "cookie, http/1.1"})
    void browserGetsThroughEveryDoor(String proof, String protocol) throws Exception {
        try (ChatServer server = start(proof.equals("cookie"), protocol.equals("h2"))) {
            JsonNode got = browse(server, proof);
            assertThat(got.get("protocol").textValue()).isEqualTo(protocol);
            assertThat(got.get("rest").intValue()).isEqualTo(200);
            assertThat(got.get("socket").textValue()).isEqualTo("welcome,subscribed,changes,sent");
            assertThat(got.get("room").textValue()).isEqualTo("welcome,subscribed,changes,sent");
            assertThat(got.get("events").textValue()).isEqualTo("heartbeat,changes");
            assertThat(upgrades).containsExactly(protocol.equals("h2") ? "CONNECT HTTP/2.0" : "GET HTTP/1.1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void otherClientsGetThroughToo(HttpClient.Version version) throws Exception {
        try (ChatServer server = start(false, true);
                HttpClient client = HttpClient.newBuilder()
                        .version(version)
                        .sslContext(trustingOwn())
                        .build()) {
            SignedIn ada = server.chat.sessions().signUp("Ada");
            String room = room(server, ada);
            URI me = URI.create(server.origin() + "/api/v1/users/me");
            HttpResponse<String> rest = client.send(request(me, ada), BodyHandlers.ofString());
            assertThat(rest.statusCode()).isEqualTo(200);
            assertThat(rest.version()).isEqualTo(version);
            URI events = URI.create(server.origin() + "/api/v1/rooms/" + room + "/events?after=0");
            try (InputStream stream = client.send(request(events, ada), BodyHandlers.ofInputStream())
                    .body()) {
                assertThat(new Scanner(stream, StandardCharsets.UTF_8).findWithinHorizon("event: changes", 0))
                        .isNotNull();
            }
        }
    }

    /** Lets a real browser open a page that goes through all doors, and tells what it says. */
    private JsonNode browse(ChatServer server, String proof) throws Exception {
        SignedIn ada = server.chat.sessions().signUp("Ada");
        String token = ada.token().value();
        String page = "%s/page?%s=%s#%s".formatted(server.origin(), proof, token, room(server, ada));
        Process chromium = new ProcessBuilder(
                        Optional.ofNullable(System.getenv("CHAT_CHROMIUM")).orElse("chromium"),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--ignore-certificate-errors",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder.resolve("profile-" + server.port()),
                        page)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("chromium.log").toFile())
                .start();
        try {
            return report.get(2 * Api.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } finally {
            List<ProcessHandle> processes = Stream.concat(chromium.descendants(), Stream.of(chromium.toHandle()))
                    .toList();
            processes.forEach(ProcessHandle::destroyForcibly);
            processes.forEach(process -> process.onExit().join());
        }
    }

    private ChatServer start(boolean cookies, boolean http2) {
        ChatServer[] holder = new ChatServer[1];
        ChatServer server = new ChatServer(
                new InMemoryPersistence(),
                config -> {
                    if (cookies) {
                        config.authenticator = request -> user(holder[0], request);
                    }
                },
                this::application,
                (jetty, protocol) -> secure(jetty, http2));
        holder[0] = server;
        return server;
    }

    private static User user(ChatServer server, Context request) throws RejectedException {
        String token = request.cookie("token");
        if (token == null) {
            throw new RejectedException(ErrorCode.UNAUTHENTICATED, "There is no cookie.");
        }
        return server.chat.sessions().authenticate(new Token(token));
    }

    private void application(JavalinConfig config) {
        config.routes.get("/page", context -> {
            String token = context.queryParam("cookie");
            if (token != null) {
                context.cookie("token", token);
            }
            context.html(new String(
                    Http2Test.class.getResourceAsStream("/every-door.html").readAllBytes(), StandardCharsets.UTF_8));
        });
        config.routes.post("/report", context -> report.complete(Api.parse(context.body())));
        config.routes.wsBeforeUpgrade(context ->
                upgrades.add(context.req().getMethod() + " " + context.req().getProtocol()));
    }

    private static ServerConnector secure(Server server, boolean http2) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(store().toString());
        tls.setKeyStorePassword(PASSWORD);
        HttpConfiguration http = new HttpConfiguration();
        http.addCustomizer(new SecureRequestCustomizer(false));
        ConnectionFactory http1 = new HttpConnectionFactory(http);
        if (!http2) {
            return new ChatConnector(server, new SslConnectionFactory(tls, http1.getProtocol()), http1);
        }
        ALPNServerConnectionFactory choice = new ALPNServerConnectionFactory();
        choice.setDefaultProtocol(http1.getProtocol());
        return new ChatConnector(
                server,
                new SslConnectionFactory(tls, choice.getProtocol()),
                choice,
                new HTTP2ServerConnectionFactory(http),
                http1);
    }

    private static String room(ChatServer server, SignedIn owner) throws RejectedException {
        return server.chat.rooms().create(owner.user().id(), "Engines").id().toString();
    }

    private static HttpRequest request(URI address, SignedIn user) {
        return HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + user.token().value())
                .timeout(Api.PATIENCE)
                .build();
    }

    private static SSLContext trustingOwn() throws Exception {
        SslContextFactory.Client trust = new SslContextFactory.Client();
        trust.setTrustStorePath(store().toString());
        trust.setTrustStorePassword(PASSWORD);
        trust.start();
        return trust.getSslContext();
    }

    private static Path store() {
        return folder.resolve("chat.p12");
    }
}
