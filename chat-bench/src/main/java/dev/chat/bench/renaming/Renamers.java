package dev.chat.bench.renaming;

import dev.chat.bench.http.HttpConnection;
import dev.chat.bench.seed.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Connections by which one user changes its name, again and again. */
final class Renamers implements AutoCloseable {
    private final AtomicInteger renamings = new AtomicInteger();
    private final AtomicInteger names = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    private Renamers() {}

    /** Starts so many at once. */
    static Renamers start(int port, Person who, int count) {
        Renamers renamers = new Renamers();
        for (int number = 0; number < count; number++) {
            renamers.threads.add(Thread.startVirtualThread(() -> renamers.rename(port, who)));
        }
        return renamers;
    }

    private void rename(int port, Person who) {
        try (HttpConnection connection = new HttpConnection(port)) {
            while (!over) {
                String body = "{\"name\":\"person " + names.incrementAndGet() + "\"}";
                ask(connection, HttpConnection.request("PATCH", "/api/v1/users/me", who.token(), body));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void ask(HttpConnection connection, byte[] renaming) {
        try {
            connection.exchange(renaming);
            renamings.incrementAndGet();
        } catch (IOException refused) {
            // A server that has too much to do says so; this one does not mind.
        }
    }

    /** {@return how many renamings were answered until now, when no more begin} */
    int stop() {
        over = true;
        return renamings.get();
    }

    @Override
    public void close() {
        over = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
