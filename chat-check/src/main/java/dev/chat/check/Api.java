package dev.chat.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Speaks to a server by REST, as {@code docs/protocol.md} describes it, through the proxy or past it. */
final class Api {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final int PAGE = 200;
    private static final int TRIES = 5;
    private static final long BETWEEN_TRIES_MILLIS = 200;

    private final HttpClient http;
    private final int port;
    private final Duration patience;

    /**
     * Creates a client of a port of this machine.
     *
     * @param patience how long an answer is waited for
     */
    Api(HttpClient http, int port, Duration patience) {
        this.http = http;
        this.port = port;
        this.patience = patience;
    }

    HttpClient http() {
        return http;
    }

    /** {@return the address of a path below the protocol's base} */
    URI address(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + port + "/api/v1/" + path);
    }

    /**
     * Sends a request, and waits for the answer.
     *
     * @param token who asks; empty for nobody
     * @param body empty for none
     * @throws IOException if there is no answer; whether the request was carried out is unknown
     */
    Answer send(String method, String path, String token, Map<String, String> body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address("http", path))
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
        HttpResponse<byte[]> response = await(http.sendAsync(request.build(), BodyHandlers.ofByteArray()));
        return new Answer(response.statusCode(), parse(response.body()));
    }

    /** Reads. */
    Answer get(String path, String token) throws IOException, InterruptedException {
        return send("GET", path, token, Map.of());
    }

    /** Reads, and tries some times more if the server says that it may go well later. */
    Answer getInTheEnd(String path, String token) throws IOException, InterruptedException {
        Answer answer = get(path, token);
        for (int tries = 1; tries < TRIES && Author.isTriedAgain(answer.code()); tries++) {
            Thread.sleep(BETWEEN_TRIES_MILLIS);
            answer = get(path, token);
        }
        return answer;
    }

    /**
     * {@return all messages of a room from a position on, deleted ones too}
     *
     * @throws IOException if there is no answer, or another than that
     */
    SortedMap<Long, Message> history(String room, String token) throws IOException, InterruptedException {
        SortedMap<Long, Message> all = new TreeMap<>();
        long after = 0;
        boolean more = true;
        while (more) {
            JsonNode page = getInTheEnd("rooms/" + room + "/messages?limit=" + PAGE + "&after=" + after, token)
                    .orThrow();
            List<Message> messages = new ArrayList<>();
            page.path("messages").forEach(message -> messages.add(Message.of(message)));
            for (Message message : messages) {
                if (message.position() <= after) {
                    throw new IOException("A page after " + after + " holds " + message.position());
                }
                after = message.position();
                all.put(after, message);
            }
            more = page.path("hasNewer").asBoolean() && !messages.isEmpty();
        }
        return all;
    }

    /** Waits for what the network brings, but not forever. */
    private <T> T await(CompletableFuture<T> future) throws IOException, InterruptedException {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new IOException("It failed: " + failed.getMessage(), failed);
        } catch (TimeoutException silence) {
            throw new IOException("Nothing was heard for " + patience, silence);
        } finally {
            // Ends the exchange too, where it is not over.
            future.cancel(true);
        }
    }

    private static JsonNode parse(byte[] body) throws IOException {
        if (body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException broken) {
            throw new IOException("It answers with something else than JSON", broken);
        }
    }

    /**
     * What the server said.
     *
     * @param status of HTTP
     * @param json the body
     */
    record Answer(int status, JsonNode json) {
        private static final int FIRST_ERROR = 300;

        boolean isGood() {
            return status < FIRST_ERROR;
        }

        /** {@return the code of the error, or the status if it has none} */
        String code() {
            return json.path("code").asText("status " + status);
        }

        /** {@return the body, if this is no error} */
        JsonNode orThrow() throws IOException {
            if (!isGood()) {
                throw new IOException("It was refused: " + code());
            }
            return json;
        }
    }
}
