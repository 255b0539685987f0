package dev.chat.testkit;

import dev.chat.core.Persistence;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.ClientId;
import dev.chat.core.room.Member;
import dev.chat.core.room.Message;
import dev.chat.core.room.MessageText;
import dev.chat.core.room.Position;
import dev.chat.core.room.Role;
import dev.chat.core.room.Room;
import dev.chat.core.room.RoomId;
import dev.chat.core.room.RoomName;
import dev.chat.core.room.SendKey;
import dev.chat.core.room.TextDigest;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import dev.chat.core.user.UserName;
import dev.chat.core.user.UserSummary;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Makes users, rooms, members and messages that nobody else made, so that tests can share a store. */
public final class Samples {
    /** When all samples came to be. */
    public static final Instant NOW = Instant.parse("2026-11-22T10:30:00.123Z");

    private static final AtomicLong COUNTER = new AtomicLong();

    private Samples() {}

    /** {@return a name that no other call returns in this process, nor, as good as certainly, in another} */
    public static String uniqueName(String prefix) {
        return prefix + " " + COUNTER.incrementAndGet() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    /** {@return a user who is not stored yet} */
    public static User user() {
        return user(uniqueName("User"));
    }

    /** {@return a user of this name who is not stored yet} */
    public static User user(String name) {
        return new User(new UserId(UUID.randomUUID()), new UserName(name), NOW, null);
    }

    /** {@return a user who is stored} */
    public static User storedUser(Persistence persistence) throws RejectedException {
        User user = user();
        return persistence.unitOfWork().write(() -> {
            persistence.users().insert(user);
            return user;
        });
    }

    /** {@return a room that is not stored yet} */
    public static Room room() {
        return room(uniqueName("Room"));
    }

    /** {@return a room of this name that is not stored yet} */
    public static Room room(String name) {
        Position first = new Position(1);
        return new Room(new RoomId(UUID.randomUUID()), new RoomName(name), first, first, 0, NOW, null);
    }

    /** {@return a room that is stored} */
    public static Room storedRoom(Persistence persistence) throws RejectedException {
        Room room = room();
        return persistence.unitOfWork().write(() -> {
            persistence.rooms().insert(room);
            return room;
        });
    }

    /** {@return the room with its head at a position} */
    public static Room withHead(Room room, long head) {
        return new Room(
                room.id(),
                room.name(),
                room.version(),
                new Position(head),
                room.memberCount(),
                room.createdAt(),
                room.deletedAt());
    }

    /** {@return an active member who is not stored yet} */
    public static Member member(Room room, User user, Role role, long version) {
        return new Member(room.id(), user.summary(), role, new Position(version), new Position(version), NOW, null);
    }

    /** {@return a message that is not stored yet, with a client id and text of its own} */
    public static Message message(Room room, User author, long position) {
        return message(room, author.summary(), position, "Text " + COUNTER.incrementAndGet());
    }

    /** {@return a message that is not stored yet, with a client id of its own} */
    public static Message message(Room room, UserSummary author, long position, String text) {
        Position at = new Position(position);
        return new Message(room.id(), at, at, author, ClientId.random(), new MessageText(text), NOW, null, null, null);
    }

    /** {@return the message as its author sent it under another key; the author's name stays} */
    public static Message withKey(Message message, SendKey key) {
        return new Message(
                message.room(),
                message.position(),
                message.version(),
                new UserSummary(key.author(), message.author().name()),
                key.clientId(),
                message.text(),
                message.sentAt(),
                message.editedAt(),
                message.deletedAt(),
                message.firstText());
    }

    /** {@return the message with another text, as of a version} */
    public static Message edited(Message message, long version, String text) {
        return new Message(
                message.room(),
                message.position(),
                new Position(version),
                message.author(),
                message.clientId(),
                new MessageText(text),
                message.sentAt(),
                NOW.plusMillis(version),
                null,
                new TextDigest(4711));
    }

    /** {@return what is left of the message once deleted, as of a version} */
    public static Message deleted(Message message, long version) {
        return new Message(
                message.room(),
                message.position(),
                new Position(version),
                message.author(),
                message.clientId(),
                null,
                message.sentAt(),
                null,
                NOW.plusMillis(version),
                new TextDigest(65_535));
    }
}
