package dev.chat.core.room;

import java.util.List;

/**
 * All that is needed to show a room and go on from there, as of one moment.
 *
 * @param epoch the log that positions belong to
 * @param room the room; its {@code head} is the position to subscribe from
 * @param caller the caller's own membership
 * @param members the first {@value #MEMBERS} active members, by ascending user id; the room tells how many there are
 * @param newest the newest messages
 */
public record RoomView(Epoch epoch, Room room, Member caller, List<Member> members, MessagePage newest) {
    /** How many members a view holds at most. */
    public static final int MEMBERS = 100;

    /** Copies the members. */
    public RoomView {
        members = List.copyOf(members);
    }
}
