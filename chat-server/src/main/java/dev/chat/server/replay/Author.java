package dev.chat.server.replay;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A user of the server who says what somebody once said. Used by one thread. */
final class Author implements AutoCloseable {
    private static final int ATTEMPTS = 5;

    private final RestClient rest;
    private final String token;
    private final Set<String> rooms = new HashSet<>();
    private @Nullable SendSocket socket;

    /**
     * Creates an author, who is not connected yet.
     *
     * @param token of the user
     */
    Author(RestClient rest, String token) {
        this.rest = rest;
        this.token = token;
    }

    String token() {
        return token;
    }

    /** Makes the author a member of a room, if that was not done before. */
    void join(String room) throws IOException, InterruptedException, RefusedException {
        if (!rooms.contains(room)) {
            rest.join(room, token);
            rooms.add(room);
        }
    }

    /**
     * Sends a message. On return the server has it.
     *
     * @param clientId the same each time the same message is sent, so that it is stored once however often that is
     * @throws RefusedException if the server will not have it
     * @throws IOException if the server cannot be reached, or does not answer
     */
    void send(String room, String clientId, String text) throws IOException, InterruptedException, RefusedException {
        String frame = RestClient.JSON.writeValueAsString(
                Map.of("type", "send", "id", clientId, "room", room, "clientId", clientId, "text", text));
        for (int attempt = 1; ; attempt++) {
            try {
                connected().ask(clientId, frame);
                return;
            } catch (IOException broken) {
                // A server closes sockets that were silent for long, and when it stops. The client id makes it safe to
                // ask again.
                close();
                if (attempt == ATTEMPTS) {
                    throw broken;
                }
                TimeUnit.SECONDS.sleep(attempt - 1L);
            }
        }
    }

    /** Lets go of the socket; the next message opens another. */
    @Override
    public void close() {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }

    private SendSocket connected() throws IOException, InterruptedException {
        if (socket == null) {
            socket = rest.openSocket(token);
        }
        return socket;
    }
}
