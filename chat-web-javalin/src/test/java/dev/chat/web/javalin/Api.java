package dev.chat.web.javalin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Somebody who calls the REST API. Every answer is held against the OpenAPI document. */
final class Api {
    static final HttpClient HTTP = HttpClient.newHttpClient();
    static final ObjectMapper JSON = new ObjectMapper();
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final String root;
    final String token;
    final String header;
    final String credentials;
    final JsonNode me;

    Api(String root) {
        this(root, "", "", "", JSON.createObjectNode());
    }

    private Api(String root, String token, String header, String credentials, JsonNode me) {
        this.root = root;
        this.token = token;
        this.header = header;
        this.credentials = credentials;
        this.me = me;
    }

    private Api(String root, String token, JsonNode me) {
        this(root, token, "Authorization", "Bearer " + token, me);
    }

    /** Somebody who proves it in another header. */
    Api withHeader(String name, String value) {
        return new Api(root, "", name, value, me);
    }

    Api signUp(String name) {
        JsonNode signedUp = post("/users", object("name", name)).expect(201);
        return new Api(root, signedUp.get("token").textValue(), signedUp.get("user"));
    }

    Api withToken(String other) {
        return new Api(root, other, me);
    }

    String id() {
        return me.get("id").textValue();
    }

    /** Creates a room and tells its id. */
    String createRoom(String name) {
        return post("/rooms", object("name", name)).expect(201).get("id").textValue();
    }

    void join(String room) {
        put("/rooms/" + room + "/members/me").expect(200);
    }

    JsonNode send(String room, String text) {
        ObjectNode body =
                object("clientId", java.util.UUID.randomUUID().toString()).put("text", text);
        return post("/rooms/" + room + "/messages", body).expect(201);
    }

    long head(String room) {
        return get("/rooms/" + room).expect(200).get("head").longValue();
    }

    Reply get(String path) {
        return call("GET", path, BodyPublishers.noBody());
    }

    Reply put(String path) {
        return call("PUT", path, BodyPublishers.noBody());
    }

    Reply delete(String path) {
        return call("DELETE", path, BodyPublishers.noBody());
    }

    Reply post(String path, JsonNode body) {
        return call("POST", path, BodyPublishers.ofString(body.toString()));
    }

    Reply patch(String path, JsonNode body) {
        return call("PATCH", path, BodyPublishers.ofString(body.toString()));
    }

    Reply call(String method, String path, BodyPublisher body) {
        return call(request(path).method(method, body).header("Content-Type", "application/json"));
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(root + "/api/v1" + path)).timeout(PATIENCE);
        return header.isEmpty() ? request : request.header(header, credentials);
    }

    Reply call(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            return new Reply(request, response, check(request, response));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private String check(HttpRequest request, HttpResponse<String> response) {
        String path =
                request.uri().getPath().substring(URI.create(root).getPath().length());
        String type = response.headers().firstValue("Content-Type").orElse("");
        return request.method().equals("HEAD")
                ? ""
                : Documentation.check(request.method(), path, response.statusCode(), type, response.body());
    }

    static ObjectNode object(String name, String value) {
        return JSON.createObjectNode().put(name, value);
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException malformed) {
            throw new AssertionError("Not JSON: " + json, malformed);
        }
    }
}
