package dev.chat.core.room;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.user.UserId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Appends messages to a room's log, several in one unit of work. */
final class MessageAppender {
    private final MessageRepository messages;
    private final MemberRepository members;
    private final RoomLog log;
    private final InstantSource clock;

    MessageAppender(MessageRepository messages, MemberRepository members, RoomLog log, InstantSource clock) {
        this.messages = messages;
        this.members = members;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Stores those that keep to the rules, in their order, within the open unit of work; a rule that is broken costs
     * the others nothing.
     *
     * @return what becomes of each once the unit of work is committed
     * @throws RejectedException {@link ErrorCode#CLIENT_ID_CONFLICT} if one was sent to another room at the same time;
     *     the unit of work must then be rolled back
     */
    List<SendOutcome> append(RoomId id, List<Send> sends) throws RejectedException {
        Room room;
        try {
            room = log.lock(id);
        } catch (RejectedException missing) {
            return sends.stream()
                    .<SendOutcome>map(send -> new SendOutcome.Refused(missing))
                    .toList();
        }
        Appending appending = new Appending(room, originals(sends), membersAmong(id, sends));
        List<SendOutcome> outcomes = sends.stream().map(appending::outcome).toList();
        if (!appending.appended.isEmpty()) {
            messages.insert(appending.appended);
            log.record(appending.room, appending.appended);
        }
        return outcomes;
    }

    private Map<SendKey, Message> originals(List<Send> sends) {
        List<SendKey> keys = sends.stream().map(Send::key).distinct().toList();
        return messages.findByKeys(keys).stream().collect(Collectors.toMap(Message::key, Function.identity()));
    }

    private Map<UserId, Member> membersAmong(RoomId id, List<Send> sends) {
        List<UserId> authors = sends.stream().map(Send::author).distinct().toList();
        return members.find(id, authors).stream()
                .filter(Member::isActive)
                .collect(Collectors.toMap(member -> member.user().id(), Function.identity()));
    }

    /** A room as it grows. */
    private final class Appending {
        private final Map<SendKey, Message> known;
        private final Map<UserId, Member> members;
        private final List<Message> appended = new ArrayList<>();
        private Room room;

        Appending(Room room, Map<SendKey, Message> known, Map<UserId, Member> members) {
            this.room = room;
            this.known = new HashMap<>(known);
            this.members = members;
        }

        SendOutcome outcome(Send send) {
            Message original = known.get(send.key());
            if (original != null) {
                return repeated(send, original);
            }
            Member member = members.get(send.author());
            return member == null ? new SendOutcome.Refused(RoomLog.notAMember()) : append(send, member);
        }

        private SendOutcome append(Send send, Member member) {
            room = room.advanced();
            Message message =
                    Message.sent(room.id(), room.head(), member.user(), send.clientId(), send.text(), clock.instant());
            appended.add(message);
            known.put(send.key(), message);
            return new SendOutcome.Stored(new Sent(message, false));
        }

        private SendOutcome repeated(Send send, Message original) {
            if (!original.room().equals(room.id()) || !original.wasSentAs(send.text())) {
                return new SendOutcome.Refused(new RejectedException(
                        ErrorCode.CLIENT_ID_CONFLICT,
                        "This client id was sent before, with another text or in another room."));
            }
            // The process that had committed it may have died before it told anyone.
            log.publish(new Change.MessageChanged(original));
            return new SendOutcome.Stored(new Sent(original, true));
        }
    }
}
