package dev.chat.core.room;

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
        @Nullable Instant deletedAt) {
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

    /** {@return whether it stands as it was sent} */
    public boolean isOriginal() {
        return position.equals(version);
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
        return new Message(room, position, position, author, clientId, text, now, null, null);
    }

    Message edited(MessageText newText, Position at, Instant now) {
        return new Message(room, position, at, author, clientId, newText, sentAt, now, null);
    }

    Message deleted(Position at, Instant now) {
        return new Message(room, position, at, author, clientId, null, sentAt, null, now);
    }
}
