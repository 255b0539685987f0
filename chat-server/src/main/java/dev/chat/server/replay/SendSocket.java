package dev.chat.server.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One user's WebSocket, on which one frame at a time is sent and its answer awaited. Used by one thread. */
final class SendSocket implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The most bytes that a frame may have; a larger one would cost the connection. */
    private static final int MAX_FRAME_BYTES = 262_144;

    private final Answers answers = new Answers();
    private final WebSocket socket;
    private final Patience patience;

    /**
     * Opens a socket.
     *
     * @throws IOException if the server cannot be reached, or refuses
     */
    SendSocket(HttpClient http, URI address, String token, Patience patience) throws IOException, InterruptedException {
        this.patience = patience;
        socket = await(http.newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .subprotocols("chat.v1", "bearer." + token)
                .buildAsync(address, answers));
    }

    /**
     * Sends a frame, and waits for its answer.
     *
     * @param id of the frame
     * @throws RefusedException if the answer is an error that would come again
     * @throws IOException if there is no answer; whether the frame was acted on is unknown
     */
    void ask(String id, String frame) throws IOException, InterruptedException, RefusedException {
        if (frame.getBytes(StandardCharsets.UTF_8).length > MAX_FRAME_BYTES) {
            throw new RefusedException("text_too_long", "It does not even fit into a frame.");
        }
        JsonNode json = answer(id, frame);
        while (isError(json, "rate_limited")) {
            patience.await(1);
            json = answer(id, frame);
        }
        if (isError(json, "unavailable")) {
            throw new ReplayException("The server's store is unavailable.");
        }
        if (json.path("type").asText().equals("error")) {
            throw new RefusedException(
                    json.path("code").asText(), json.path("detail").asText());
        }
    }

    private JsonNode answer(String id, String frame) throws IOException, InterruptedException {
        CompletableFuture<JsonNode> answer = answers.expect(id);
        await(socket.sendText(frame, true));
        return await(answer);
    }

    private static boolean isError(JsonNode json, String code) {
        return json.path("type").asText().equals("error")
                && json.path("code").asText().equals(code);
    }

    @Override
    public void close() {
        socket.abort();
    }

    private static <T> T await(CompletableFuture<T> future) throws IOException, InterruptedException {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new ReplayException("The connection to the server broke.", failed);
        } catch (TimeoutException silence) {
            throw new ReplayException("The server does not answer.", silence);
        }
    }

    /** Picks the awaited answer out of what the server sends. */
    private static final class Answers implements WebSocket.Listener {
        private final StringBuilder received = new StringBuilder();
        private volatile String awaited = "";
        private volatile CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        private volatile @Nullable Throwable end;

        CompletableFuture<JsonNode> expect(String id) {
            CompletableFuture<JsonNode> expected = new CompletableFuture<>();
            awaited = id;
            answer = expected;
            // Looked at only now, so that an end that comes at this moment is seen here or completes the answer.
            Throwable ended = end;
            if (ended != null) {
                expected.completeExceptionally(ended);
            }
            return expected;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            received.append(data);
            if (last) {
                onFrame(received.toString());
                received.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
            end(new ReplayException("The server closed the connection with " + status + "."));
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            end(error);
        }

        private void onFrame(String frame) {
            try {
                JsonNode json = RestClient.JSON.readTree(frame);
                if (json.path("id").asText().equals(awaited)) {
                    answer.complete(json);
                }
            } catch (IOException broken) {
                end(broken);
            }
        }

        private void end(Throwable reason) {
            end = reason;
            answer.completeExceptionally(reason);
        }
    }
}
