package dev.chat.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All that one client did and saw. Written by the client's thread alone, and read by others once that has ended. */
final class Journal {
    private final String client;
    private final List<Command> commands = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, SortedMap<Long, Message>> seen = new HashMap<>();
    private final Map<String, SortedMap<Long, Message>> states = new HashMap<>();
    private final Map<String, Long> firstSeenAt = new HashMap<>();
    private long gaps;
    private long resets;
    private long connections;

    Journal(String client) {
        this.client = client;
    }

    /** {@return who kept it} */
    String client() {
        return client;
    }

    /** A command was made up; they are told in the order in which they are meant to happen. */
    void wanted(Command command) {
        commands.add(command);
    }

    /** A message was shown, in this state. */
    void saw(String room, Message message, long now) {
        firstSeenAt.putIfAbsent(message.clientId(), now);
        Message before = seen.computeIfAbsent(room, id -> new TreeMap<>()).putIfAbsent(message.version(), message);
        if (before != null && !before.equals(message)) {
            found(Promise.ONE_ORDER, "saw two things at " + message.version() + ": " + before + ", then " + message);
        }
    }

    /** Something was seen that must not be. */
    void found(Promise promise, String words) {
        findings.add(new Finding(promise, client + ": " + words));
    }

    /** A batch, or a heartbeat, said that something had been missed. */
    void missedSomething() {
        gaps++;
    }

    /** A room was loaded afresh. */
    void loadedAfresh() {
        resets++;
    }

    /** A connection was opened, or tried. */
    void connected() {
        connections++;
    }

    /** What the client holds of a room in the end, by position. */
    void holds(String room, SortedMap<Long, Message> messages) {
        states.put(room, messages);
    }

    List<Command> commands() {
        return commands;
    }

    List<Finding> findings() {
        return findings;
    }

    /** {@return each state of a message that was shown, by room and version} */
    Map<String, SortedMap<Long, Message>> seen() {
        return seen;
    }

    /** {@return what the client holds in the end, by room and position} */
    Map<String, SortedMap<Long, Message>> states() {
        return states;
    }

    /** {@return when each client id was first seen} */
    Map<String, Long> firstSeenAt() {
        return firstSeenAt;
    }

    long gaps() {
        return gaps;
    }

    long resets() {
        return resets;
    }

    long connections() {
        return connections;
    }
}
