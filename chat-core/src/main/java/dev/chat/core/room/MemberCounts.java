package dev.chat.core.room;

/**
 * How many rooms there are of a user.
 *
 * @param active those that the user is a member of
 * @param known those that know the user, as an active member or not
 */
public record MemberCounts(int active, int known) {}
