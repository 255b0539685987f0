package dev.chat.bench.load;

import dev.chat.bench.contest.BenchException;
import java.io.IOException;

/** In one room each sender waits for the acknowledgement of its message before it sends the next one. */
public final class Waiting implements Talk {
    private final Room room;
    private boolean isBegun;

    /** Creates it. */
    public Waiting(Room room) {
        this.room = room;
    }

    @Override
    public long speak(Speaker speaker, long now) throws BenchException, IOException {
        if (!isBegun) {
            isBegun = true;
            for (int sender = 0; sender < room.senders(); sender++) {
                speaker.send(room, sender, now);
            }
        }
        return Long.MAX_VALUE;
    }

    @Override
    public void onAcknowledged(Speaker speaker, Room of, int sender) throws BenchException, IOException {
        speaker.send(of, sender, System.nanoTime());
    }
}
