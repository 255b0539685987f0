package dev.chat.server.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Sends what stands in logs, one message after the other, each when the one before it is acknowledged. Used by one
 * thread.
 */
final class Replay {
    private static final int DIGEST_BYTES = 12;

    private final RestClient rest;
    private final Authors authors;
    private final Pace pace;
    private final Runnable onLine;
    private final List<String> refused = new ArrayList<>();
    private long sent;

    /**
     * Creates a replay.
     *
     * @param onLine told of each line that is sent or refused
     */
    Replay(RestClient rest, Authors authors, Pace pace, Runnable onLine) {
        this.rest = rest;
        this.authors = authors;
        this.pace = pace;
        this.onLine = onLine;
    }

    /** Sends one log into the room of a name, which is created if there is none. */
    void play(IrcLog log, String roomName) throws IOException, InterruptedException {
        String room = "";
        for (IrcLine line : log.lines()) {
            switch (line) {
                case IrcLine.Said said -> {
                    pace.await();
                    room = say(said, log.name(), room, roomName);
                    onLine.run();
                }
                case IrcLine.Event event -> {}
                case IrcLine.Unknown unknown ->
                    refused.add(log.name() + ":" + unknown.number()
                            + " not understood: no message, action or event of IRC");
            }
        }
        authors.disconnect();
    }

    /** {@return how many messages the server has acknowledged} */
    long sent() {
        return sent;
    }

    /** {@return what was not sent, one line each with the reason} */
    List<String> refused() {
        return List.copyOf(refused);
    }

    private String say(IrcLine.Said said, String log, String knownRoom, String roomName)
            throws IOException, InterruptedException {
        String room = knownRoom;
        try {
            Author author = authors.get(said.nick());
            if (room.isEmpty()) {
                room = rest.room(roomName, author.token());
            }
            author.join(room);
            author.send(room, clientId(log, said.number()), said.text());
            sent++;
        } catch (RefusedException refusal) {
            refused.add(log + ":" + said.number() + " " + refusal.code() + ": " + refusal.getMessage());
        }
        return room;
    }

    /** {@return the same id for the same line of the same file, and no other} */
    static String clientId(String log, int line) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(log.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES) + "-" + line;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
