package dev.chat.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Somebody who uses the server, through the bad network, as the protocol says: it connects, is cut off, and comes back,
 * from the beginning to the end of a run. A subclass is one way to do so. One thread runs it.
 */
abstract class Client implements Runnable {
    private static final int LEAST_WAIT_MILLIS = 20;
    private static final int MOST_WAIT_MILLIS = 500;
    private static final int MOST_DOUBLINGS = 5;

    private final Account account;
    private final Api api;
    private final Random random;
    private final Journal journal;
    private final Map<String, Replica> replicas = new LinkedHashMap<>();
    private volatile String epoch;
    private volatile boolean over;
    private int failures;
    private long notBeforeMillis;

    /**
     * Creates a client that knows nothing yet but the name of the log.
     *
     * @param api through the proxy
     * @param rooms that it is a member of
     */
    Client(Account account, Api api, Random random, List<String> rooms, String epoch) {
        this.account = account;
        this.api = api;
        this.random = random;
        this.epoch = epoch;
        journal = new Journal(account.name());
        rooms.forEach(room -> replicas.put(room, new Replica(room, journal)));
    }

    @Override
    public final void run() {
        try {
            while (!over) {
                try {
                    journal.connected();
                    session();
                } catch (JsonProcessingException broken) {
                    journal.found(Promise.IT_GOES_ON, "got a frame that is no JSON: " + broken.getOriginalMessage());
                } catch (IOException cutOff) {
                    // What all this is about: it comes back.
                }
                waitBeforeTheNext();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        replicas.forEach((room, replica) -> journal.holds(room, replica.messages()));
    }

    /**
     * Connects, and does what there is to do until the connection is gone.
     *
     * @throws IOException when it is
     */
    abstract void session() throws IOException, InterruptedException;

    /** Nothing new shall be begun. */
    void finish() {
        // A client that only reads has nothing to finish.
    }

    /** {@return whether everything is acknowledged that this client ever wanted} */
    boolean isDone() {
        return true;
    }

    /** {@return how much of what it wanted was acknowledged so far} */
    int acknowledged() {
        return 0;
    }

    /** This connection is the last. Its thread is to be interrupted too. */
    final void end() {
        over = true;
    }

    /** {@return the records, complete once the thread has ended} */
    final Journal journal() {
        return journal;
    }

    /** {@return how far this client knows each of its rooms} */
    final Map<String, Long> positions() {
        Map<String, Long> positions = new LinkedHashMap<>();
        replicas.forEach((room, replica) -> positions.put(room, replica.position()));
        return positions;
    }

    final Account account() {
        return account;
    }

    final Api api() {
        return api;
    }

    final Random random() {
        return random;
    }

    final String epoch() {
        return epoch;
    }

    final Map<String, Replica> replicas() {
        return replicas;
    }

    /** {@return what is known of a room of this client's} */
    final Replica replica(String room) throws IOException {
        Replica replica = replicas.get(room);
        if (replica == null) {
            throw new IOException("The server speaks of a room that this client is not in: " + room);
        }
        return replica;
    }

    /** The connection is good: the next failure is the first again. */
    final void isWell() {
        failures = 0;
    }

    /** The server asks to stay away for a while. */
    final void stayAway(long millis) {
        notBeforeMillis = millis;
    }

    /** Forgets a room, and reads it as it is now. */
    final void loadAfresh(Replica replica) throws IOException, InterruptedException {
        JsonNode room = api.get("rooms/" + replica.room() + "/open?limit=1", account.token())
                .orThrow();
        epoch = room.path("epoch").asText();
        // What is read from here on may be newer than the position: what then comes twice does no harm.
        List<Message> all =
                new ArrayList<>(api.history(replica.room(), account.token()).values());
        replica.load(room.path("head").asLong(), all);
    }

    private void waitBeforeTheNext() throws InterruptedException {
        int most = Math.min(MOST_WAIT_MILLIS, LEAST_WAIT_MILLIS << Math.min(MOST_DOUBLINGS, ++failures));
        long wait = (long) LEAST_WAIT_MILLIS + random.nextInt(most);
        if (notBeforeMillis > 0) {
            wait = Math.max(wait, notBeforeMillis + random.nextLong(notBeforeMillis));
            notBeforeMillis = 0;
        }
        if (!over) {
            Thread.sleep(wait);
        }
    }
}
