package dev.chat.bench.load;

/** What a frame means to whoever measures. */
public sealed interface Heard {
    /** Nothing of interest. */
    Heard NOTHING = new Nothing();

    /** The connection is told of its room's messages from now on. */
    Heard READY = new Ready();

    /** Nothing of interest. */
    record Nothing() implements Heard {}

    /** The connection is told of its room's messages from now on. */
    record Ready() implements Heard {}

    /**
     * It wants an answer.
     *
     * @param frame the answer
     * @param isReady whether the connection is told of its room's messages after that
     */
    record Say(String frame, boolean isReady) implements Heard {}

    /**
     * A message of this connection is acknowledged.
     *
     * @param sequence its number
     */
    record Acknowledged(int sequence) implements Heard {}

    /**
     * Something that must not happen.
     *
     * @param why what the server said
     */
    record Refused(String why) implements Heard {}
}
