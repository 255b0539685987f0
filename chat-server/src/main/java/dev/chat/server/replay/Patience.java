package dev.chat.server.replay;

import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;

/** Waits where the server asks to, and says so if it takes a while. Used by one thread. */
final class Patience {
    private static final long WORTH_SAYING_SECONDS = 5;

    private final PrintStream out;

    /**
     * Creates patience.
     *
     * @param out where to say how long it takes
     */
    Patience(PrintStream out) {
        this.out = out;
    }

    /** {@return how many seconds an answer asks to wait by {@code Retry-After}; 1 if it does not say} */
    static long seconds(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(Long::valueOf)
                .orElse(1L);
    }

    void await(long seconds) throws InterruptedException {
        if (seconds >= WORTH_SAYING_SECONDS) {
            out.println("The server asks to wait for " + seconds + " s, because of its limits.");
        }
        TimeUnit.SECONDS.sleep(seconds);
    }
}
