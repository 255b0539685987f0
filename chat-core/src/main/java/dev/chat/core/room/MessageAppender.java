package dev.chat.core.room;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.time.Moments;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Appends messages to the logs of rooms, several in one unit of work. */
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
     * the others nothing. However many they are, and to however many rooms, it takes the same few questions to the
     * store.
     *
     * @return what becomes of each once the unit of work is committed
     * @throws RejectedException {@link ErrorCode#CLIENT_ID_CONFLICT} if another unit of work has stored one at the same
     *     time; this one must then be rolled back
     */
    List<SendOutcome> append(List<Send> sends) throws RejectedException {
        Map<RoomId, Room> rooms =
                log.lock(sends.stream().map(Send::room).distinct().toList());
        Appending appending = new Appending(rooms, originals(sends), membersAmong(sends));
        List<SendOutcome> outcomes = sends.stream().map(appending::outcome).toList();
        if (!appending.appended.isEmpty()) {
            messages.insert(appending.appended);
            log.record(
                    appending.advanced.values(),
                    appending.appended.stream().map(Change.MessageChanged::new).toList());
        }
        return outcomes;
    }

    private Map<SendKey, Message> originals(List<Send> sends) {
        List<SendKey> keys = sends.stream().map(Send::key).distinct().toList();
        return messages.findByKeys(keys).stream().collect(Collectors.toMap(Message::key, Function.identity()));
    }

    private Map<MemberKey, Member> membersAmong(List<Send> sends) {
        List<MemberKey> keys = sends.stream().map(Send::membership).distinct().toList();
        return members.find(keys).stream()
                .filter(Member::isActive)
                .collect(Collectors.toMap(Member::key, Function.identity()));
    }

    /** Rooms as they grow. */
    private final class Appending {
        private final Map<RoomId, Room> locked;
        private final Map<SendKey, Message> known;
        private final Map<MemberKey, Member> members;
        private final Map<RoomId, Room> advanced = new HashMap<>();
        private final List<Message> appended = new ArrayList<>();

        Appending(Map<RoomId, Room> locked, Map<SendKey, Message> known, Map<MemberKey, Member> members) {
            this.locked = locked;
            this.known = new HashMap<>(known);
            this.members = members;
        }

        SendOutcome outcome(Send send) {
            Room room = advanced.getOrDefault(send.room(), locked.get(send.room()));
            if (room == null) {
                return new SendOutcome.Refused(RoomLog.roomNotFound());
            }
            Message original = known.get(send.key());
            if (original != null) {
                return repeated(send, original);
            }
            Member member = members.get(send.membership());
            return member == null
                    ? new SendOutcome.Refused(RoomLog.notAMember())
                    : append(send, room.advanced(), member);
        }

        private SendOutcome append(Send send, Room room, Member member) {
            Instant sentAt = Moments.notBefore(member.joinedAt(), clock.instant());
            Message message = Message.sent(room.id(), room.head(), member.user(), send.clientId(), send.text(), sentAt);
            advanced.put(room.id(), room);
            appended.add(message);
            known.put(send.key(), message);
            return new SendOutcome.Stored(new Sent(message, false));
        }

        private SendOutcome repeated(Send send, Message original) {
            if (!original.room().equals(send.room()) || !original.wasSentAs(send.text())) {
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
