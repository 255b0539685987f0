package dev.chat.testkit;

import dev.chat.core.room.Change;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.Message;
import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import dev.chat.core.user.UserId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a careful client knows of a room: it keeps to the three rules for batches, and to nothing else. Not safe for use
 * by many threads at once.
 */
public final class RoomState {
    private final Map<Position, String> messages = new TreeMap<>();
    private final Map<Position, Position> messageVersions = new TreeMap<>();
    private final Map<UserId, String> members = new TreeMap<>();
    private final Map<UserId, Position> memberVersions = new TreeMap<>();
    private @Nullable String room;
    private Position roomVersion = Position.START;
    private Position position = Position.START;

    /** Creates the state of somebody who knows nothing. */
    public RoomState() {}

    /** {@return a state that goes its own way from here} */
    public RoomState copy() {
        RoomState copy = new RoomState();
        copy.messages.putAll(messages);
        copy.messageVersions.putAll(messageVersions);
        copy.members.putAll(members);
        copy.memberVersions.putAll(memberVersions);
        copy.room = room;
        copy.roomVersion = roomVersion;
        copy.position = position;
        return copy;
    }

    /** {@return the position up to which everything is known} */
    public Position position() {
        return position;
    }

    /**
     * Takes a batch.
     *
     * @throws AssertionError if it leaves a gap
     */
    public void apply(ChangeBatch batch) {
        if (batch.after().isAfter(position)) {
            throw new AssertionError("A gap: " + batch.after() + " follows " + position);
        }
        if (batch.upTo().isAfter(position)) {
            batch.changes().forEach(this::apply);
            position = batch.upTo();
        }
    }

    private void apply(Change change) {
        switch (change) {
            case Change.MessageChanged changed -> {
                Message message = changed.message();
                if (isNewer(message.version(), messageVersions.put(message.position(), message.version()))) {
                    messages.put(message.position(), describe(message));
                }
            }
            case Change.MemberChanged changed -> {
                UserId user = changed.member().user().id();
                if (isNewer(
                        changed.member().version(),
                        memberVersions.put(user, changed.member().version()))) {
                    members.put(user, changed.member().toString());
                }
            }
            case Change.RoomChanged changed -> {
                if (changed.state().version().isAfter(roomVersion)) {
                    roomVersion = changed.state().version();
                    room = changed.room() + " " + changed.state().name() + " "
                            + changed.state().deletedAt();
                }
            }
        }
    }

    private static boolean isNewer(Position version, @Nullable Position known) {
        if (known != null && known.isAfter(version)) {
            throw new AssertionError("An older state after a newer one: " + version + " follows " + known);
        }
        return !version.equals(known);
    }

    /** The author's name is the member's affair: it changes without a change of the message. */
    private static String describe(Message message) {
        return message.room() + " " + message.version() + " " + message.author().id() + " " + message.clientId() + " "
                + message.text() + " " + message.sentAt() + " " + message.editedAt() + " " + message.deletedAt();
    }

    /** {@return all that is known, in words; equal for equal states} */
    @Override
    public String toString() {
        return "room %s%nmembers %s%nmessages %s".formatted(room, members, messages);
    }

    /** {@return what somebody knows who applies everything that there is} */
    public static RoomState of(RoomId room, ChangeBatch everything) {
        if (!everything.room().equals(room)) {
            throw new IllegalArgumentException("A batch of another room");
        }
        RoomState state = new RoomState();
        state.apply(everything);
        return state;
    }
}
