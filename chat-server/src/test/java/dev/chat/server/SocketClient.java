package dev.chat.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A WebSocket that asks and waits for answers. */
final class SocketClient implements WebSocket.Listener {
    private final StringBuilder received = new StringBuilder();
    private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private WebSocket socket;

    private SocketClient() {}

    static SocketClient open(HttpClient http, URI address, String token) throws Exception {
        SocketClient client = new SocketClient();
        CompletableFuture<JsonNode> welcome = client.await("welcome");
        client.socket = http.newWebSocketBuilder()
                .subprotocols("chat.v1", "bearer." + token)
                .buildAsync(address, client)
                .get();
        welcome.get(30, TimeUnit.SECONDS);
        return client;
    }

    /** {@return the message that was sent} */
    JsonNode say(String room, String clientId, String text) throws IOException, InterruptedException {
        return ask(Map.of("type", "send", "id", clientId, "room", room, "clientId", clientId, "text", text))
                .path("message");
    }

    JsonNode ask(Map<String, ?> frame) throws IOException, InterruptedException {
        CompletableFuture<JsonNode> answer = await(frame.get("id").toString());
        try {
            socket.sendText(ApiClient.JSON.writeValueAsString(frame), true).get();
            return answer.get();
        } catch (ExecutionException broken) {
            throw new IOException(broken);
        }
    }

    /** {@return the code that the socket was closed with} */
    int closeCode() throws Exception {
        return closed.get(30, TimeUnit.SECONDS);
    }

    private CompletableFuture<JsonNode> await(String id) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        awaited.put(id, answer);
        if (closed.isDone()) {
            answer.completeExceptionally(new IOException("Closed"));
        }
        return answer;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        received.append(data);
        if (last) {
            onFrame(received.toString());
            received.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        end(status, new IOException("Closed with " + status));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        end(1006, error);
    }

    private void onFrame(String frame) {
        try {
            JsonNode json = ApiClient.JSON.readTree(frame);
            String id = json.path("id").asText(json.path("type").asText());
            CompletableFuture<JsonNode> answer = awaited.remove(id);
            if (answer != null) {
                answer.complete(json);
            }
        } catch (IOException broken) {
            end(1006, broken);
        }
    }

    private void end(int status, Throwable reason) {
        closed.complete(status);
        awaited.values().forEach(answer -> answer.completeExceptionally(reason));
    }
}
