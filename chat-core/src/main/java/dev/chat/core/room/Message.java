package dev.chat.core.room;

import dev.chat.core.time.Moments;
import dev.chat.core.user.UserId;
import dev.chat.core.user.UserSummary;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something said in a room, in its latest state. Its identity is the room and the position at which it was sent.
 *
 * @param room where it was said
 * @param position the position at which it was sent
 * @param version the position of its last change; the same as {@code position} if it never changed
 * @param author who said it, by the name of now
 * @param clientId the author's own id of it
 * @param text what was said; null once deleted
 * @param sentAt when it was sent, in milliseconds
 * @param editedAt when it was last edited; null if never, or once deleted
 * @param deletedAt when it was deleted; null while it stands
 * @param firstText what is kept of the text that it was sent with, for the engine alone; null while it has that text,
 *     and if it was changed before anything was kept
 */
public record Message(
        RoomId room,
        Position position,
        Position version,
        UserSummary author,
        ClientId clientId,
        @Nullable MessageText text,
        Instant sentAt,
        @Nullable Instant editedAt,
        @Nullable Instant deletedAt,
        @Nullable TextDigest firstText) {
    /** Requires a text of a message that stands, and none of one that is deleted. */
    public Message {
        Objects.requireNonNull(room, "room");
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(sentAt, "sentAt");
        if (position.isAfter(version)) {
            throw new IllegalArgumentException("A version is not before its message: " + version + " < " + position);
        }
        if ((text == null) != (deletedAt != null)) {
            throw new IllegalArgumentException("A message has a text exactly until it is deleted");
        }
    }

    /** {@return whether it was deleted} */
    public boolean isDeleted() {
        return deletedAt != null;
    }

    /** {@return whether it was sent with this text, for all that is known: what was not kept may have been any} */
    public boolean wasSentAs(MessageText candidate) {
        if (isOriginal()) {
            return candidate.equals(text);
        }
        return firstText == null || firstText.equals(TextDigest.of(key(), candidate));
    }

    /** {@return what its author sent it under} */
    public SendKey key() {
        return new SendKey(author.id(), clientId);
    }

    /** {@return the length of its text in bytes of UTF-8; 0 once deleted} */
    public int size() {
        return text == null ? 0 : text.size();
    }

    /** {@return whether that user said it} */
    public boolean isBy(UserId id) {
        return author.id().equals(id);
    }

    static Message sent(
            RoomId room, Position position, UserSummary author, ClientId clientId, MessageText text, Instant now) {
        return new Message(room, position, position, author, clientId, text, now, null, null, null);
    }

    Message edited(MessageText newText, Position at, Instant now) {
        return new Message(
                room, position, at, author, clientId, newText, sentAt, notBefore(now), null, keptOfFirstText());
    }

    Message deleted(Position at, Instant now) {
        return new Message(room, position, at, author, clientId, null, sentAt, null, notBefore(now), keptOfFirstText());
    }

    /** When something happens to this message, by the clock, but never before what has happened to it. */
    private Instant notBefore(Instant now) {
        return Moments.notBefore(editedAt, Moments.notBefore(sentAt, now));
    }

    private @Nullable TextDigest keptOfFirstText() {
        return isOriginal() && text != null ? TextDigest.of(key(), text) : firstText;
    }

    private boolean isOriginal() {
        return position.equals(version);
    }
}
