package dev.chat.core.room;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.user.UserId;

/**
 * How many rooms one user may be in. A change of the account is a change in each room that knows the user, also in
 * those that the user has left, and everybody waits for it: so their number has a limit too, which is ten times as
 * high.
 */
final class RoomLimit {
    private static final int LEFT_FOR_EACH = 10;

    private final MemberRepository members;
    private final int most;

    /**
     * Creates the limit.
     *
     * @param most how many rooms a user may be a member of; {@link Integer#MAX_VALUE} for any number
     */
    RoomLimit(MemberRepository members, int most) {
        this.members = members;
        this.most = most;
    }

    /** Makes sure that a user, who is locked and no member of it, may enter a room that there is. */
    void requirePlace(UserId user, boolean isKnown) throws RejectedException {
        if (most == Integer.MAX_VALUE) {
            return;
        }
        MemberCounts counts = members.count(user);
        if (counts.active() >= most) {
            throw tooMany("You are in %,d rooms, and more are not possible. Leave one first.", counts.active());
        }
        if (!isKnown && counts.known() >= (long) most * LEFT_FOR_EACH) {
            throw tooMany("You have been in %,d rooms, and more are not possible.", counts.known());
        }
    }

    private static RejectedException tooMany(String detail, int rooms) {
        return new RejectedException(ErrorCode.TOO_MANY_ROOMS, detail.formatted(rooms));
    }
}
