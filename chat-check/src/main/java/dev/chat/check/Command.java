package dev.chat.check;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that an author wants done, and how that went: it is tried until it is acknowledged. Written by the author's
 * thread alone, and read by others once that has ended.
 */
final class Command {
    private final Kind kind;
    private final String room;
    private final String token;
    private final @Nullable String text;
    private final long target;

    private int tries;
    private int answers;
    private long firstTriedAt;
    private long lastTriedAt;
    private long acknowledgedAt;
    private @Nullable Message acknowledged;

    private Command(Kind kind, String room, String token, @Nullable String text, long target) {
        this.kind = kind;
        this.room = room;
        this.token = token;
        this.text = text;
        this.target = target;
    }

    static Command send(String room, String token, String text) {
        return new Command(Kind.SEND, room, token, text, 0);
    }

    static Command edit(String room, String token, long position, String text) {
        return new Command(Kind.EDIT, room, token, text, position);
    }

    static Command delete(String room, String token, long position) {
        return new Command(Kind.DELETE, room, token, null, position);
    }

    /** It leaves for the server, at this time of {@link System#nanoTime}. */
    void tried(long now) {
        if (tries == 0) {
            firstTriedAt = now;
        }
        tries++;
        lastTriedAt = now;
    }

    /** The server says that it is done, and that the message is now this. */
    void acknowledged(long now, Message message) {
        answers++;
        acknowledgedAt = now;
        acknowledged = message;
    }

    /** The server says that nothing was done. */
    void refused() {
        answers++;
    }

    Kind kind() {
        return kind;
    }

    String room() {
        return room;
    }

    /** {@return the token of the message that is sent, edited or deleted, which is its client id too} */
    String token() {
        return token;
    }

    /** {@return what the message shall say; null if it shall be deleted} */
    @Nullable
    String text() {
        return text;
    }

    /** {@return the position of the message that is edited or deleted} */
    long target() {
        return target;
    }

    /** {@return whether one try was not enough} */
    boolean wasTriedAgain() {
        return tries > 1;
    }

    /** {@return whether a try of it was left without an answer, so that it may have been carried out at any time} */
    boolean hasUnansweredTry() {
        return tries > answers;
    }

    long firstTriedAt() {
        return firstTriedAt;
    }

    long lastTriedAt() {
        return lastTriedAt;
    }

    long acknowledgedAt() {
        return acknowledgedAt;
    }

    /** {@return the message in the answer; null without one} */
    @Nullable
    Message acknowledged() {
        return acknowledged;
    }

    @Override
    public String toString() {
        return kind.word() + " of " + token;
    }

    /** What is done. */
    enum Kind {
        SEND,
        EDIT,
        DELETE;

        /** {@return the type of its frame} */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
