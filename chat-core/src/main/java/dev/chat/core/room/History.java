package dev.chat.core.room;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.store.UnitOfWork;
import dev.chat.core.user.UserId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The use cases of reading a room; all are for its members. Whoever calls answers for who the {@code actor} is. Safe
 * for use by many threads at once; every method may block and may throw {@link dev.chat.core.store.StoreException}.
 */
public final class History {
    private static final Position END = new Position(Long.MAX_VALUE);

    private final UnitOfWork unitOfWork;
    private final MemberRepository members;
    private final MessageRepository messages;
    private final ChangeReader changes;
    private final RoomLog log;

    History(
            UnitOfWork unitOfWork,
            MemberRepository members,
            MessageRepository messages,
            ChangeReader changes,
            RoomLog log) {
        this.unitOfWork = unitOfWork;
        this.members = members;
        this.messages = messages;
        this.changes = changes;
        this.log = log;
    }

    /**
     * {@return all that is needed to show the room and go on from there}
     *
     * @param limit how many of the newest messages, 1 to {@value MessagePage#MAX_LIMIT}
     * @throws RejectedException {@link ErrorCode#INVALID_REQUEST}, {@link ErrorCode#ROOM_NOT_FOUND} or
     *     {@link ErrorCode#NOT_A_MEMBER}
     */
    public RoomView open(UserId actor, RoomId id, int limit) throws RejectedException {
        requireLimit(limit);
        return unitOfWork.read(() -> {
            Room room = log.find(id);
            Member caller = log.member(id, actor);
            List<Member> first = members.list(id, null, RoomView.MEMBERS);
            return new RoomView(changes.epoch(), room, caller, first, newest(id, limit));
        });
    }

    /**
     * {@return a page of the room's messages, of at most {@value MessagePage#MAX_BYTES} bytes of text unless one
     * message alone has more}
     *
     * @param limit the most messages to return, 1 to {@value MessagePage#MAX_LIMIT}
     * @throws RejectedException {@link ErrorCode#INVALID_REQUEST}, {@link ErrorCode#ROOM_NOT_FOUND} or
     *     {@link ErrorCode#NOT_A_MEMBER}
     */
    public MessagePage page(UserId actor, RoomId id, HistoryQuery query, int limit) throws RejectedException {
        requireLimit(limit);
        return unitOfWork.read(() -> {
            log.requireMember(id, actor);
            return switch (query) {
                case HistoryQuery.Newest newest -> newest(id, limit);
                case HistoryQuery.Before before -> before(id, before.position(), limit);
                case HistoryQuery.After after -> after(id, after.position(), limit);
                case HistoryQuery.Around around -> around(id, around.position(), limit);
            };
        });
    }

    /**
     * {@return the message that was sent at a position, deleted or not}
     *
     * @throws RejectedException {@link ErrorCode#ROOM_NOT_FOUND}, {@link ErrorCode#NOT_A_MEMBER} or
     *     {@link ErrorCode#MESSAGE_NOT_FOUND}
     */
    public Message message(UserId actor, RoomId id, Position position) throws RejectedException {
        return unitOfWork.read(() -> {
            log.requireMember(id, actor);
            return messages.find(id, position)
                    .orElseThrow(() -> new RejectedException(
                            ErrorCode.MESSAGE_NOT_FOUND, "No message was sent at this position."));
        });
    }

    /**
     * {@return all that changed since a position, or that the room has to be loaded afresh: if that is more than
     * {@link CatchUpLimit#ALONE}, or the position is from another log}
     *
     * @param after what the caller knows
     * @param epoch the log that the position belongs to; null to trust that it is this one
     * @throws RejectedException {@link ErrorCode#ROOM_NOT_FOUND} or {@link ErrorCode#NOT_A_MEMBER}
     */
    public CatchUp changesSince(UserId actor, RoomId id, Position after, @Nullable Epoch epoch)
            throws RejectedException {
        return changesSince(actor, id, after, epoch, CatchUpLimit.ALONE);
    }

    /**
     * {@return all that changed since a position, or that the room has to be loaded afresh}
     *
     * @param after what the caller knows
     * @param epoch the log that the position belongs to; null to trust that it is this one
     * @param limit what is too much
     * @throws RejectedException {@link ErrorCode#ROOM_NOT_FOUND} or {@link ErrorCode#NOT_A_MEMBER}
     */
    public CatchUp changesSince(UserId actor, RoomId id, Position after, @Nullable Epoch epoch, CatchUpLimit limit)
            throws RejectedException {
        return unitOfWork.read(() -> {
            log.requireMember(id, actor);
            return changes.since(id, after, epoch, limit);
        });
    }

    /** {@return the log that the positions of all rooms belong to} */
    public Epoch epoch() {
        return changes.epoch();
    }

    private MessagePage newest(RoomId id, int limit) {
        List<Message> found = messages.before(id, END, limit + 1);
        return lastOf(found, limit, false);
    }

    private MessagePage before(RoomId id, Position position, int limit) {
        List<Message> found = messages.before(id, position, limit + 1);
        boolean hasNewer = !messages.after(id, placeBefore(position), 1).isEmpty();
        return lastOf(found, limit, hasNewer);
    }

    private static MessagePage lastOf(List<Message> found, int limit, boolean hasNewer) {
        List<Message> page = PageCut.last(found, limit, MessagePage.MAX_BYTES);
        return new MessagePage(page, page.size() < found.size(), hasNewer);
    }

    private MessagePage after(RoomId id, Position position, int limit) {
        List<Message> found = messages.after(id, position, limit + 1);
        boolean hasOlder = !messages.before(id, position.next(), 1).isEmpty();
        List<Message> page = PageCut.first(found, limit, MessagePage.MAX_BYTES);
        return new MessagePage(page, hasOlder, page.size() < found.size());
    }

    private MessagePage around(RoomId id, Position position, int limit) {
        int olderLimit = limit / 2;
        List<Message> foundOlder = messages.before(id, position, olderLimit + 1);
        List<Message> older =
                olderLimit == 0 ? List.of() : PageCut.last(foundOlder, olderLimit, MessagePage.MAX_BYTES / 2);
        int newerLimit = limit - older.size();
        List<Message> foundNewer = messages.after(id, placeBefore(position), newerLimit + 1);
        List<Message> newer = PageCut.first(foundNewer, newerLimit, MessagePage.MAX_BYTES / 2);
        List<Message> page = new ArrayList<>(older);
        page.addAll(newer);
        return new MessagePage(page, older.size() < foundOlder.size(), newer.size() < foundNewer.size());
    }

    private static Position placeBefore(Position position) {
        return new Position(Math.max(0, position.value() - 1));
    }

    private static void requireLimit(int limit) throws RejectedException {
        if (limit < 1 || limit > MessagePage.MAX_LIMIT) {
            throw new RejectedException(
                    ErrorCode.INVALID_REQUEST, "A limit is 1 to %d.".formatted(MessagePage.MAX_LIMIT));
        }
    }
}
