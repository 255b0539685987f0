package dev.chat.check;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lines of a stream of server-sent events, put together to events by its one reader. */
final class EventLines implements Flow.Subscriber<String> {
    private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        arrived.add(line);
    }

    @Override
    public void onError(Throwable failure) {
        arrived.add(failure instanceof IOException known ? known : new IOException("The stream broke", failure));
    }

    @Override
    public void onComplete() {
        arrived.add(new IOException("The stream is over"));
    }

    /** Lets go of the connection. */
    void cancel() {
        Flow.Subscription begun = subscription;
        if (begun != null) {
            begun.cancel();
        }
    }

    /**
     * {@return the next event; one without a name if it is only a comment, or a field}
     *
     * @param millis how long each line of it is waited for
     * @throws IOException if none comes in this time, or ever again
     */
    Event next(long millis) throws IOException, InterruptedException {
        String name = "";
        StringBuilder data = new StringBuilder();
        long retry = 0;
        while (true) {
            Object next = arrived.poll(millis, TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new IOException("Nothing is heard any more");
            }
            if (next instanceof IOException end) {
                throw end;
            }
            String line = (String) next;
            if (line.isEmpty()) {
                return new Event(name, data.toString(), retry);
            }
            String value = line.substring(line.indexOf(':') + 1).strip();
            if (line.startsWith("event:")) {
                name = value;
            } else if (line.startsWith("data:")) {
                data.append(value);
            } else if (line.startsWith("retry:")) {
                retry = Long.parseLong(value);
            }
        }
    }

    /**
     * An event.
     *
     * @param name empty if it has none
     * @param data empty if it has none
     * @param retryMillis how long to stay away once the stream ends; 0 if it does not say
     */
    record Event(String name, String data, long retryMillis) {}
}
