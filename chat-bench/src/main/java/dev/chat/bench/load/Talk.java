package dev.chat.bench.load;

import dev.chat.bench.contest.BenchException;
import java.io.IOException;

/** Who says something, and when. Everything happens on the generator's thread. */
public interface Talk {
    /** Nobody says anything. */
    Talk SILENCE = (speaker, now) -> Long.MAX_VALUE;

    /**
     * Says what is due, and tells when to ask again.
     *
     * @param now in nanoseconds of {@link System#nanoTime}
     * @return in how many nanoseconds to ask again, at the latest; {@link Long#MAX_VALUE} for not before something
     *     happens
     */
    long speak(Speaker speaker, long now) throws BenchException, IOException;

    /** Everybody in a room has got a message. */
    default void onDone(Speaker speaker, Room room) throws BenchException, IOException {}

    /** A sender's message was acknowledged. */
    default void onAcknowledged(Speaker speaker, Room room, int sender) throws BenchException, IOException {}

    /** What lets members speak. */
    @FunctionalInterface
    interface Speaker {
        /**
         * Sends the next message of a member.
         *
         * @param at when it is sent, or was to be sent, in nanoseconds of {@link System#nanoTime}
         */
        void send(Room room, int sender, long at) throws BenchException, IOException;
    }
}
