package dev.chat.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A WebSocket, whose frames wait in a queue until its one user asks for them. */
final class Wire implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 3_000;

    private final Frames frames = new Frames();
    private final WebSocket socket;

    /**
     * Opens a WebSocket.
     *
     * @throws IOException if that cannot be
     */
    Wire(Api api, String token) throws IOException, InterruptedException {
        socket = await(api.http()
                .newWebSocketBuilder()
                .subprotocols("chat.v1", "bearer." + token)
                .buildAsync(api.address("ws", "socket"), frames));
    }

    /**
     * {@return the next frame, or null if none came in this time}
     *
     * @throws IOException if the socket is over, and all that came before its end was handed out
     */
    @Nullable
    JsonNode next(long millis) throws IOException, InterruptedException {
        Object next = frames.arrived.poll(millis, TimeUnit.MILLISECONDS);
        if (next instanceof IOException end) {
            throw end;
        }
        return next instanceof JsonNode frame ? frame : null;
    }

    /** Sends a frame. */
    void send(ObjectNode frame) throws IOException, InterruptedException {
        await(socket.sendText(frame.toString(), true));
    }

    @Override
    public void close() {
        socket.abort();
    }

    private static <T> T await(CompletableFuture<T> future) throws IOException, InterruptedException {
        try {
            return future.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new IOException("The socket broke", failed);
        } catch (TimeoutException silence) {
            throw new IOException("The socket stands still", silence);
        } finally {
            future.cancel(true);
        }
    }

    /** A socket that the server closed, with a code. */
    static final class ClosedException extends IOException {
        private final int code;

        ClosedException(int code) {
            super("The server closed with " + code);
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /** Gathers what comes. */
    private static final class Frames implements WebSocket.Listener {
        private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
        private final StringBuilder received = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            received.append(data);
            if (last) {
                try {
                    arrived.add(Api.JSON.readTree(received.toString()));
                } catch (JsonProcessingException broken) {
                    arrived.add(broken);
                }
                received.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
            arrived.add(new ClosedException(status));
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            arrived.add(new IOException("The socket broke", error));
        }
    }
}
