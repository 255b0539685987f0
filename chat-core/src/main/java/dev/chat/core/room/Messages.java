package dev.chat.core.room;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.user.UserId;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The use cases of saying something. Whoever calls answers for who the {@code actor} is. Safe for use by many threads
 * at once; every method but {@link #sendAsync} may block and may throw {@link dev.chat.core.store.StoreException}. What
 * is returned is durable.
 */
public final class Messages {
    private final RoomWriter writer;
    private final MessageRepository messages;
    private final RoomLog log;
    private final InstantSource clock;

    Messages(RoomWriter writer, MessageRepository messages, RoomLog log, InstantSource clock) {
        this.writer = writer;
        this.messages = messages;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Sends a message at the room's next position, in a transaction of its own: one of the host application's that is
     * open on this thread, such as that of {@code @Transactional}, has no part in it, and its rollback leaves the
     * message where it is. {@code JdbiPersistence.within} sends in the host's own transaction.
     *
     * <p>Sent again with the same client id, however much later, it is stored once, and the original is returned in its
     * latest state, also to an author who has left the room since.
     *
     * @throws RejectedException {@link ErrorCode#INVALID_TEXT}, {@link ErrorCode#TEXT_TOO_LONG},
     *     {@link ErrorCode#INVALID_CLIENT_ID}, {@link ErrorCode#ROOM_NOT_FOUND}, {@link ErrorCode#NOT_A_MEMBER}, or
     *     {@link ErrorCode#CLIENT_ID_CONFLICT} if the actor has sent this client id with another text or in another
     *     room. Of an original that was edited or deleted since, only a {@link TextDigest} is left to compare
     */
    public Sent send(UserId actor, RoomId id, String clientId, String text) throws RejectedException {
        return writer.send(checked(actor, id, clientId, text));
    }

    /**
     * Sends a message as {@link #send} does, without waiting for the store: for those who serve many senders with few
     * threads.
     *
     * @return what {@link #send} would have returned, or thrown. It is completed by the thread that stores, or another
     *     that knows; what is done on that thread must not block. What is not stored when the chat is closed fails
     * @throws IllegalStateException if a unit of work is open on this thread: the message could not be part of it
     */
    public CompletionStage<Sent> sendAsync(UserId actor, RoomId id, String clientId, String text) {
        Send send;
        try {
            send = checked(actor, id, clientId, text);
        } catch (RejectedException refusal) {
            return CompletableFuture.failedStage(refusal);
        }
        return writer.sendAsync(send);
    }

    private static Send checked(UserId actor, RoomId id, String clientId, String text) throws RejectedException {
        return new Send(id, actor, ClientId.parse(clientId), MessageText.parse(text));
    }

    /**
     * Gives a message another text. The same text again changes nothing.
     *
     * @throws RejectedException {@link ErrorCode#INVALID_TEXT}, {@link ErrorCode#TEXT_TOO_LONG},
     *     {@link ErrorCode#ROOM_NOT_FOUND}, {@link ErrorCode#NOT_A_MEMBER}, {@link ErrorCode#MESSAGE_NOT_FOUND},
     *     {@link ErrorCode#NOT_ALLOWED} unless the actor is its author, or {@link ErrorCode#MESSAGE_DELETED}
     */
    public Message edit(UserId actor, RoomId id, Position position, String text) throws RejectedException {
        MessageText checkedText = MessageText.parse(text);
        return writer.write(id, () -> {
            Room room = log.lock(id);
            log.member(id, actor);
            Message message = find(id, position);
            if (!message.isBy(actor)) {
                throw new RejectedException(ErrorCode.NOT_ALLOWED, "Only its author can edit a message.");
            }
            if (message.isDeleted()) {
                throw new RejectedException(ErrorCode.MESSAGE_DELETED, "The message was deleted.");
            }
            if (checkedText.equals(message.text())) {
                return message;
            }
            Room advanced = room.advanced();
            return change(advanced, message.edited(checkedText, advanced.head(), clock.instant()));
        });
    }

    /**
     * Deletes a message: its text is gone, and a mark is left. Again changes nothing.
     *
     * @throws RejectedException {@link ErrorCode#ROOM_NOT_FOUND}, {@link ErrorCode#NOT_A_MEMBER},
     *     {@link ErrorCode#MESSAGE_NOT_FOUND}, or {@link ErrorCode#NOT_ALLOWED} unless the actor is its author or owns
     *     the room
     */
    public Message delete(UserId actor, RoomId id, Position position) throws RejectedException {
        return writer.write(id, () -> {
            Room room = log.lock(id);
            Member member = log.member(id, actor);
            Message message = find(id, position);
            if (!message.isBy(actor) && !member.isOwner()) {
                throw new RejectedException(
                        ErrorCode.NOT_ALLOWED, "Only its author and owners of the room can delete a message.");
            }
            if (message.isDeleted()) {
                return message;
            }
            Room advanced = room.advanced();
            return change(advanced, message.deleted(advanced.head(), clock.instant()));
        });
    }

    private Message change(Room advanced, Message changed) throws RejectedException {
        messages.update(changed);
        log.record(advanced, new Change.MessageChanged(changed));
        return changed;
    }

    private Message find(RoomId id, Position position) throws RejectedException {
        return messages.find(id, position)
                .orElseThrow(() ->
                        new RejectedException(ErrorCode.MESSAGE_NOT_FOUND, "No message was sent at this position."));
    }
}
