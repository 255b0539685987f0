package dev.chat.server.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Speaks to a server by REST, as {@code docs/protocol.md} describes it. */
final class RestClient {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int FIRST_ERROR = 400;
    private static final int TOO_MANY_REQUESTS = 429;

    private final HttpClient http;
    private final URI base;
    private final Patience patience;

    /**
     * Creates a client.
     *
     * @param http to send with
     * @param server the address of the server, with the path under which it serves
     * @param patience waits where the server asks to
     */
    RestClient(HttpClient http, URI server, Patience patience) {
        this.http = http;
        this.patience = patience;
        base = URI.create(server.toString().replaceFirst("/*$", "") + "/api/v1/");
    }

    /** {@return a new WebSocket of this user's} */
    SendSocket openSocket(String token) throws IOException, InterruptedException {
        URI address = URI.create(base.resolve("socket").toString().replaceFirst("^http", "ws"));
        return new SendSocket(http, address, token, patience);
    }

    /** Creates a user of a name, and answers with {@code user} and {@code token}. */
    JsonNode signUp(String name) throws IOException, InterruptedException, RefusedException {
        return send("POST", "users", "", Map.of("name", name));
    }

    /** {@return the id of the room of this name, which is created if there is none} */
    String room(String name, String token) throws IOException, InterruptedException, RefusedException {
        try {
            return send("POST", "rooms", token, Map.of("name", name)).path("id").asText();
        } catch (RefusedException refused) {
            if (!refused.code().equals("name_taken")) {
                throw refused;
            }
            return existingRoom(name, token);
        }
    }

    /** Makes a user a member of a room. */
    void join(String room, String token) throws IOException, InterruptedException, RefusedException {
        send("PUT", "rooms/" + room + "/members/me", token, Map.of());
    }

    private String existingRoom(String name, String token) throws IOException, InterruptedException, RefusedException {
        String after = "";
        do {
            JsonNode page = send("GET", "rooms?limit=200" + after, token, Map.of());
            for (JsonNode listing : page.path("rooms")) {
                if (listing.at("/room/name").asText().equalsIgnoreCase(name)) {
                    return listing.at("/room/id").asText();
                }
            }
            after = page.path("next").asText("");
            after = after.isEmpty() ? "" : "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
        } while (!after.isEmpty());
        throw new ReplayException("There is a room like \"" + name + "\", but under another name. Use --room-prefix.");
    }

    private JsonNode send(String method, String path, String token, Map<String, String> body)
            throws IOException, InterruptedException, RefusedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .method(
                        method,
                        body.isEmpty()
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<byte[]> response = waiting(request.build());
        JsonNode answer = parse(response);
        if (response.statusCode() >= FIRST_ERROR) {
            throw new RefusedException(
                    answer.path("code").asText("status " + response.statusCode()),
                    answer.path("detail").asText(""));
        }
        return answer;
    }

    /** Sends a request, again each time that the server asks to wait: after as long as it says. */
    private HttpResponse<byte[]> waiting(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        while (response.statusCode() == TOO_MANY_REQUESTS) {
            patience.await(Patience.seconds(response));
            response = http.send(request, BodyHandlers.ofByteArray());
        }
        return response;
    }

    private static JsonNode parse(HttpResponse<byte[]> response) throws IOException {
        if (response.body().length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException noJson) {
            throw new ReplayException(response.uri() + " is no chat server: it answers with something else.", noJson);
        }
    }
}
