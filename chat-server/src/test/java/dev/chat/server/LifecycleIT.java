package dev.chat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleIT {
    @TempDir
    private Path data;

    @Test
    void stopClosesSocketsWith1001AndExitsWithZero() throws Exception {
        try (ServerProcess server = ServerProcess.start(distribution())) {
            SocketClient socket = ApiClient.signUp(server.address(), "Ada").openSocket();

            assertThat(server.stop()).isZero();

            assertThat(socket.closeCode()).isEqualTo(1001);
            assertThat(server.errors()).noneMatch(line -> line.contains("WARN") || line.contains("ERROR"));
        }
    }

    @Test
    void everythingSurvivesARestart() throws Exception {
        ApiClient ada;
        String room;
        try (ServerProcess server = ServerProcess.start(distribution())) {
            ada = ApiClient.signUp(server.address(), "Ada");
            room = ada.createRoom("Engines");
            ada.say(room, "first", "Hello");
            server.stop();
        }
        try (ServerProcess server = ServerProcess.start(distribution())) {
            ada.at(server.address()).say(room, "first", "Hello");
            ada.at(server.address()).say(room, "second", "Again");

            List<JsonNode> history = ada.at(server.address()).history(room);

            assertThat(history)
                    .extracting(message -> message.path("text").asText())
                    .containsExactly("Hello", "Again");
        }
    }

    @Test
    void singleJarServesAndStops() throws Exception {
        try (ServerProcess server =
                ServerProcess.start(ServerProcess.jar("serve", "--port", "0", "--data", data.toString()))) {
            assertThat(ApiClient.get(server.address().resolve("health")).statusCode())
                    .isEqualTo(200);
            assertThat(ApiClient.get(server.address()).body()).contains("<!doctype html>");
            assertThat(server.stop()).isZero();
        }
    }

    @Test
    void healthSaysUpAndTheVersion() throws Exception {
        try (ServerProcess server = ServerProcess.start(distribution())) {
            HttpResponse<String> health = ApiClient.get(server.address().resolve("health"));

            assertThat(ApiClient.JSON.readTree(health.body()).path("status").asText())
                    .isEqualTo("up");
            assertThat(ApiClient.JSON.readTree(health.body()).path("version").asText())
                    .isNotEmpty();
        }
    }

    @Test
    void healthSaysDownWhenTheStoreIsGoneAndTheServerStillStops() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
        Map<String, String> environment = Map.of(
                "CHAT_DATABASE_URL", postgres.getJdbcUrl("postgres", "postgres"),
                "CHAT_DATABASE_USER", "postgres",
                "CHAT_DATABASE_PASSWORD", "postgres");
        try (ServerProcess server = ServerProcess.start(distribution(), environment)) {
            assertThat(ApiClient.get(server.address().resolve("health")).statusCode())
                    .isEqualTo(200);

            postgres.close();
            // Refused, which ends the proof that the server's first write gave.
            assertThatThrownBy(() -> ApiClient.signUp(server.address(), "Ada")).hasMessageContaining("503");

            HttpResponse<String> health = ApiClient.get(server.address().resolve("health"));
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body()).contains("\"status\":\"down\"");
            assertThat(server.stop()).isZero();
        }
    }

    @Test
    void browserApplicationIsServedBelowAPathWithCacheAndSecurityHeaders() throws Exception {
        Map<String, String> environment = Map.of("CHAT_PATH", "/chat");
        try (ServerProcess server = ServerProcess.start(distribution(), environment)) {
            assertThat(server.address().getPath()).isEqualTo("/chat/");
            HttpResponse<String> page = ApiClient.get(server.address());
            assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
            assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'self'", "frame-ancestors 'none'");

            String script = page.body().replaceFirst("(?s).*src=\"\\./(assets/[^\"]+)\".*", "$1");
            HttpResponse<String> asset = ApiClient.get(server.address().resolve(script));
            assertThat(asset.statusCode()).isEqualTo(200);
            assertThat(asset.headers().firstValue("Cache-Control").orElseThrow())
                    .contains("immutable");

            String etag = page.headers().firstValue("ETag").orElseThrow();
            assertThat(page.headers().firstValue("Vary")).contains("Accept-Encoding");
            for (String known : List.of(etag, etag.substring("W/".length()), "\"another\", " + etag, "*")) {
                assertThat(ApiClient.get(server.address(), "If-None-Match", known)
                                .statusCode())
                        .isEqualTo(304);
            }
            assertThat(ApiClient.get(server.address(), "If-None-Match", "\"another\"")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(ApiClient.get(server.address().resolve("nothing.html")).statusCode())
                    .isEqualTo(404);
            assertThat(ApiClient.signUp(server.address(), "Ada").createRoom("Engines"))
                    .isNotEmpty();
        }
    }

    /** The start script sees to the locale: containers have none. */
    @Test
    void folderMayHaveAnyNameWithoutALocale() throws Exception {
        Path folder = data.resolve("caf\u00e9");
        List<String> command = ServerProcess.distribution("--port", "0", "--data", folder.toString());
        try (ServerProcess server = ServerProcess.start(command, Map.of("LC_ALL", "C"))) {
            assertThat(server.stop()).isZero();
        }
        assertThat(folder.resolve("chat.mv.db")).exists();
    }

    @Test
    void serverBesideAServiceOfItsNameStartsAndSaysWhatItIgnores() throws Exception {
        Map<String, String> environment = Map.of("CHAT_PORT", "tcp://10.96.3.7:8080", "CHAT_DATA", data.toString());
        Files.writeString(data.resolve("chat.properties"), "port = 0\n");
        try (ServerProcess server = ServerProcess.start(ServerProcess.distribution(), environment)) {
            assertThat(server.stop()).isZero();
            assertThat(server.errors())
                    .filteredOn(line -> line.contains("CHAT_PORT"))
                    .hasSize(1);
        }
    }

    private List<String> distribution() {
        return ServerProcess.distribution("--port", "0", "--data", data.toString());
    }
}
