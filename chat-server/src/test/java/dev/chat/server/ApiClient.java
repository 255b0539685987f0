package dev.chat.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A client of the public protocol. */
final class ApiClient {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI server;
    private final String token;

    private ApiClient(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    static ApiClient signUp(URI server, String name) throws Exception {
        ApiClient nobody = new ApiClient(server, "");
        return at(
                server,
                nobody.send("POST", "users", Map.of("name", name)).path("token").asText());
    }

    static ApiClient at(URI server, String token) {
        return new ApiClient(server, token);
    }

    /** {@return the same user at a server that was started again} */
    ApiClient at(URI otherServer) {
        return new ApiClient(otherServer, token);
    }

    String token() {
        return token;
    }

    String id() throws Exception {
        return send("GET", "users/me", Map.of()).path("id").asText();
    }

    String createRoom(String name) throws Exception {
        return send("POST", "rooms", Map.of("name", name)).path("id").asText();
    }

    void join(String room) throws Exception {
        send("PUT", "rooms/" + room + "/members/me", Map.of());
    }

    JsonNode say(String room, String clientId, String text) throws IOException, InterruptedException {
        return send("POST", "rooms/" + room + "/messages", Map.of("clientId", clientId, "text", text));
    }

    JsonNode edit(String room, int position, String text) throws IOException, InterruptedException {
        return send("PATCH", "rooms/" + room + "/messages/" + position, Map.of("text", text));
    }

    /** {@return the id of a room that the user can see} */
    String roomNamed(String name) throws Exception {
        for (JsonNode listing : send("GET", "rooms?limit=200", Map.of()).path("rooms")) {
            if (listing.at("/room/name").asText().equals(name)) {
                return listing.at("/room/id").asText();
            }
        }
        throw new AssertionError("No room " + name);
    }

    /** {@return all messages of a room, in order} */
    List<JsonNode> history(String room) throws Exception {
        List<JsonNode> all = new ArrayList<>();
        int after = 0;
        JsonNode page;
        do {
            page = send("GET", "rooms/" + room + "/messages?limit=200&after=" + after, Map.of());
            page.path("messages").forEach(all::add);
            after = all.isEmpty() ? 0 : all.getLast().path("position").asInt();
        } while (page.path("hasNewer").asBoolean());
        return all;
    }

    /** Opens a WebSocket, and waits for its welcome. */
    SocketClient openSocket() throws Exception {
        URI address = URI.create(server.resolve("api/v1/socket").toString().replaceFirst("^http", "ws"));
        return SocketClient.open(HTTP, address, token);
    }

    static HttpResponse<String> get(URI address, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private JsonNode send(String method, String path, Map<String, String> body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve("api/v1/" + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
        if (response.statusCode() >= 300) {
            throw new IOException(method + " " + path + ": " + response.statusCode() + " "
                    + new String(response.body(), java.nio.charset.StandardCharsets.UTF_8));
        }
        return JSON.readTree(response.body());
    }
}
