package dev.chat.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Only listens, to the server-sent events of one room. */
final class Watcher extends Client {
    private static final long SILENT_AFTER_MILLIS = 4_000;
    private static final int GOOD = 200;
    private static final int TOO_MANY = 429;
    private static final int FIRST_PASSING = 500;

    private final Replica replica;

    Watcher(Account account, Api api, Random random, String room, String epoch) {
        super(account, api, random, List.of(room), epoch);
        replica = replicas().values().iterator().next();
    }

    @Override
    void session() throws IOException, InterruptedException {
        EventLines lines = new EventLines();
        HttpRequest request = HttpRequest.newBuilder(
                        api().address("http", "rooms/" + replica.room() + "/events?epoch=" + epoch()))
                .header("Authorization", "Bearer " + account().token())
                .header("Last-Event-ID", Long.toString(replica.position()))
                .build();
        CompletableFuture<HttpResponse<Void>> response = api().http()
                .sendAsync(
                        request,
                        head -> head.statusCode() == GOOD
                                ? BodyHandlers.fromLineSubscriber(lines).apply(head)
                                : refused(head.statusCode(), lines));
        try {
            while (true) {
                handle(lines.next(SILENT_AFTER_MILLIS));
            }
        } catch (RefusedException refused) {
            if (refused.status < FIRST_PASSING && refused.status != TOO_MANY) {
                journal().found(Promise.IT_GOES_ON, "the events were refused: " + refused.getMessage());
            }
            throw refused;
        } finally {
            response.cancel(true);
            lines.cancel();
        }
    }

    private HttpResponse.BodySubscriber<Void> refused(int status, EventLines lines) {
        lines.onError(new RefusedException(status));
        return HttpResponse.BodySubscribers.replacing(null);
    }

    private void handle(EventLines.Event event) throws IOException, InterruptedException {
        isWell();
        if (event.retryMillis() > 0) {
            stayAway(event.retryMillis());
        }
        JsonNode data = event.data().isEmpty() ? Api.JSON.createObjectNode() : Api.JSON.readTree(event.data());
        switch (event.name()) {
            case "changes" -> {
                if (!replica.apply(Batch.of(data))) {
                    throw new IOException("Something is missing");
                }
            }
            case "heartbeat" -> {
                if (replica.position() < data.path("head").asLong()) {
                    journal().missedSomething();
                    throw new IOException("Something is missing");
                }
            }
            case "reset" -> {
                loadAfresh(replica);
                throw new IOException("The stream is over");
            }
            case "ended" -> {
                if (!data.path("reason").asText().equals("interrupted")) {
                    journal().found(Promise.IT_GOES_ON, "the events ended: " + event.data());
                }
                throw new IOException("The stream is over");
            }
            default -> {
                // Comments, and events that this client does not know.
            }
        }
    }

    /** The server does not begin a stream. */
    private static final class RefusedException extends IOException {
        private final int status;

        private RefusedException(int status) {
            super("Status " + status);
            this.status = status;
        }
    }
}
