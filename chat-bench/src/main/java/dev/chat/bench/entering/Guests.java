package dev.chat.bench.entering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chat.bench.http.HttpConnection;
import java.io.IOException;

/** Does over REST what a browser does when somebody new comes into a room. Used by one thread. */
final class Guests implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpConnection connection;

    Guests(int port) throws IOException {
        connection = new HttpConnection(port);
    }

    /** {@return the token of a new user} */
    String signUp(String name) throws IOException {
        return call("POST", "/users", "", "{\"name\":\"" + name + "\"}")
                .path("token")
                .asText();
    }

    /** {@return the id of a new room} */
    String createRoom(String token) throws IOException {
        return call("POST", "/rooms", token, "{\"name\":\"Lobby\"}").path("id").asText();
    }

    void join(String token, String room) throws IOException {
        call("PUT", "/rooms/" + room + "/members/me", token, "");
    }

    /** {@return the room and what is in it} */
    JsonNode open(String token, String room) throws IOException {
        return JSON.readTree(
                connection.exchange(HttpConnection.request("GET", "/api/v1/rooms/" + room + "/open?limit=50", token)));
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    private JsonNode call(String method, String path, String token, String json) throws IOException {
        return JSON.readTree(connection.exchange(HttpConnection.request(method, "/api/v1" + path, token, json)));
    }
}
