package dev.chat.bench.load;

import dev.chat.bench.contest.BenchException;
import java.io.IOException;
import java.util.List;

/**
 * In each room so many messages are always on their way: as soon as everybody has got one, the next sender sends the
 * next one.
 */
public final class Window implements Talk {
    private final List<Room> rooms;
    private final int size;
    private final int[] turns;
    private boolean isBegun;

    /**
     * Creates it.
     *
     * @param rooms whose numbers count from 0
     * @param size how many messages are on their way in each
     */
    public Window(List<Room> rooms, int size) {
        this.rooms = List.copyOf(rooms);
        this.size = size;
        turns = new int[rooms.size()];
    }

    @Override
    public long speak(Speaker speaker, long now) throws BenchException, IOException {
        if (!isBegun) {
            isBegun = true;
            for (Room room : rooms) {
                for (int message = 0; message < size; message++) {
                    next(speaker, room);
                }
            }
        }
        return Long.MAX_VALUE;
    }

    @Override
    public void onDone(Speaker speaker, Room room) throws BenchException, IOException {
        next(speaker, room);
    }

    private void next(Speaker speaker, Room room) throws BenchException, IOException {
        int sender = turns[room.number()]++ % room.senders();
        speaker.send(room, sender, System.nanoTime());
    }
}
