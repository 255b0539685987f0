package dev.chat.bench.peer;

import java.util.concurrent.ConcurrentHashMap;

/** All rooms, which come to be when they are first entered and are kept. Any thread may call. */
final class Rooms {
    private final ConcurrentHashMap<String, Room> rooms = new ConcurrentHashMap<>();

    Room find(String name) {
        return rooms.computeIfAbsent(name, Room::new);
    }
}
