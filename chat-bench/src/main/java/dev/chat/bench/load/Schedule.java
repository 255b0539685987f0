package dev.chat.bench.load;

import dev.chat.bench.contest.BenchException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * In one room so many messages are sent in a second, by its senders in turns, however long they take. One that is sent
 * late counts from when it was to be sent: else whoever holds up the generator would be measured less often.
 */
public final class Schedule implements Talk {
    /** So much too early is on time: a selector waits for whole milliseconds. */
    private static final long TOLERANCE = TimeUnit.MILLISECONDS.toNanos(1);

    private final Room room;
    private final long interval;
    private long due;
    private int turn;
    private boolean isBegun;

    /** Creates it. */
    public Schedule(Room room, int messagesInASecond) {
        this.room = room;
        interval = TimeUnit.SECONDS.toNanos(1) / messagesInASecond;
    }

    @Override
    public long speak(Speaker speaker, long now) throws BenchException, IOException {
        if (!isBegun) {
            isBegun = true;
            due = now;
        }
        while (due - now < TOLERANCE) {
            speaker.send(room, turn++ % room.senders(), Math.min(due, now));
            due += interval;
        }
        return due - now;
    }
}
