package dev.chat.core.room;

/** What a member may do in a room, beyond reading and writing, which all may. */
public enum Role {
    /** May rename and delete the room, delete any message, and promote, demote and remove members. */
    OWNER,
    /** May edit and delete what is their own. */
    MEMBER
}
