package dev.chat.web.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Server-sent events. */
class EventsTest {
    private final ChatServer server = new ChatServer();
    private final Api ada = server.signUp("Ada");
    private final Api ben = server.signUp("Ben");
    private final String room = ada.createRoom("Engines");
    private final String path = "/rooms/" + room + "/events";

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void streamStartsAtTheHeadAndGoesOn() throws Exception {
        try (Stream stream = open(ada.request(path))) {
            assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
            assertThat(stream.next()).containsExactly(heartbeat(ada, room, 2));
            ada.send(room, "One\n\nTwo");
            List<String> event = stream.next();
            assertThat(event).startsWith("event: changes").endsWith("id: 3").hasSize(3);
            JsonNode data = data(event);
            assertThat(data.get("after").longValue()).isEqualTo(2);
            assertThat(data.at("/changes/0/message/text").textValue()).isEqualTo("One\n\nTwo");
            data.get("changes").forEach(change -> Documentation.checkThing("Change", change));
        }
    }

    @Test
    void streamForbidsToKeepItAndToAlterIt() throws Exception {
        try (Stream stream = open(ada.request(path))) {
            assertThat(stream.header("Cache-Control")).isEqualTo("no-store, no-transform");
            assertThat(stream.header("X-Accel-Buffering")).isEqualTo("no");
        }
    }

    @Test
    void streamThatBreaksBeforeItsFirstChangeResumesWhereItBegan() throws Exception {
        String position;
        try (Stream stream = open(ada.request(path))) {
            position = stream.next().getLast();
        }
        ada.send(room, "While nobody listens");
        try (Stream stream = open(ada.request(path).header("Last-Event-ID", position.substring("id: ".length())))) {
            assertThat(stream.next()).containsExactly(heartbeat(ada, room, 2));
            assertThat(data(stream.next()).at("/changes/0/message/text").textValue())
                    .isEqualTo("While nobody listens");
        }
    }

    @Test
    void lastEventIdWinsOverTheAddress() throws Exception {
        ada.send(room, "Three");
        ada.send(room, "Four");
        try (Stream stream = open(ada.request(path + "?after=0").header("Last-Event-ID", "3"))) {
            assertThat(data(stream.change()).get("after").longValue()).isEqualTo(3);
        }
        try (Stream stream = open(ada.request(path + "?after=2"))) {
            assertThat(data(stream.change()).get("upTo").longValue()).isEqualTo(4);
        }
    }

    @Test
    void tokenMayStandInTheAddressOfAStreamOnly() throws Exception {
        HttpRequest.Builder stranger =
                HttpRequest.newBuilder(URI.create(ada.root + "/api/v1" + path + "?after=0&access_token=" + ada.token));
        try (Stream stream = open(stranger)) {
            assertThat(stream.change()).contains("event: changes");
        }
        server.api().get("/users/me?access_token=" + ada.token).expectProblem(401, "unauthenticated");
    }

    @Test
    void resetAndEndCloseTheStream() throws Exception {
        try (Stream stream = open(ada.request(path + "?after=99"))) {
            List<String> event = stream.next();
            assertThat(event).contains("event: reset");
            assertThat(data(event).get("head").longValue()).isEqualTo(2);
            assertThat(data(event).get("epoch").isTextual()).isTrue();
            assertThat(stream.next()).isEmpty();
        }
        ben.join(room);
        try (Stream stream = open(ben.request(path))) {
            ben.delete("/rooms/" + room + "/members/me").expect(204);
            assertThat(stream.change()).contains("event: changes");
            assertThat(stream.next()).containsExactly("event: ended", "data: {\"reason\":\"left\"}");
            assertThat(stream.next()).isEmpty();
        }
    }

    @Test
    void streamEndsWithTheSessionAndWithTheServer() throws Exception {
        ben.join(room);
        try (Stream adas = open(ada.request(path));
                Stream bens = open(ben.request(path))) {
            ada.delete("/sessions/current").expect(204);
            assertThat(adas.change()).isEmpty();
            ben.send(room, "Still here");
            assertThat(bens.change()).contains("event: changes");
            server.plugin.closeAll();
            assertThat(bens.next()).as("when to come back").containsExactly("retry: 500");
            assertThat(bens.next()).isEmpty();
        }
    }

    @Test
    void quietStreamTellsHowFarItHasCome() throws Exception {
        try (ChatServer quiet = new ChatServer(
                config -> config.timing = new Timing(System::nanoTime, Duration.ofSeconds(1), Duration.ofMillis(20)))) {
            Api cat = quiet.signUp("Cat");
            String there = cat.createRoom("Boilers");
            try (Stream stream = open(cat.request("/rooms/" + there + "/events?after=2"))) {
                String[] two = heartbeat(cat, there, 2);
                assertThat(stream.next()).as("at once").containsExactly(two);
                assertThat(stream.next()).as("after a while").containsExactly(two);
                cat.send(there, "Three");
                List<String> event = stream.next();
                while (event.getFirst().equals("event: heartbeat")) {
                    assertThat(event).containsExactly(two);
                    event = stream.next();
                }
                assertThat(event).startsWith("event: changes").endsWith("id: 3");
                assertThat(stream.next()).containsExactly(heartbeat(cat, there, 3));
            }
        }
    }

    @Test
    void headOfAStreamIsNotAnswered() {
        Reply reply = ada.call("HEAD", path, HttpRequest.BodyPublishers.noBody());
        reply.expect(405);
        assertThat(reply.header("Allow")).isEqualTo("GET, OPTIONS");
    }

    private static Stream open(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = Api.HTTP.send(request.build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        Stream stream = new Stream(
                response, new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
        assertThat(stream.next()).containsExactly("retry: 1000");
        return stream;
    }

    private static String[] heartbeat(Api api, String room, long position) {
        String epoch =
                api.get("/rooms/" + room + "/open").expect(200).get("epoch").textValue();
        return new String[] {
            "event: heartbeat", "data: {\"head\":" + position + ",\"epoch\":\"" + epoch + "\"}", "id: " + position
        };
    }

    private static JsonNode data(List<String> event) {
        assertThat(event.get(1)).startsWith("data: ");
        return Api.parse(event.get(1).substring("data: ".length()));
    }

    private record Stream(HttpResponse<InputStream> response, BufferedReader lines) implements AutoCloseable {
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The lines of the next event; none at the end. */
        List<String> next() throws IOException {
            List<String> event = new ArrayList<>();
            String line = lines.readLine();
            while (line != null && !(line.isEmpty() && !event.isEmpty())) {
                if (!line.isEmpty() && !line.startsWith(":")) {
                    event.add(line);
                }
                line = lines.readLine();
            }
            return event;
        }

        /** The lines of the next event that is no heartbeat; none at the end. */
        List<String> change() throws IOException {
            List<String> event = next();
            while (event.contains("event: heartbeat")) {
                event = next();
            }
            return event;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
