package dev.chat.core.error;

import java.util.Locale;

/** Why something was refused. The codes are part of the protocol: they are added to, never renamed. */
public enum ErrorCode {
    /** A name breaks the rules of {@link dev.chat.core.text.NameRules}. */
    INVALID_NAME,
    /** An active user, or another room, has this name, in whatever case. */
    NAME_TAKEN,
    /** A text is empty, blank, or holds what cannot be stored. */
    INVALID_TEXT,
    /** A text is beyond its limit of characters or bytes. */
    TEXT_TOO_LONG,
    /** A client's own id breaks the rules of {@link dev.chat.core.room.ClientId}. */
    INVALID_CLIENT_ID,
    /** This client id was sent before by the same user, with another text or in another room. */
    CLIENT_ID_CONFLICT,
    /** A number is out of its range. */
    INVALID_REQUEST,
    /** No token, or one that is void. */
    UNAUTHENTICATED,
    /** The room is for its members, and the caller is not one. */
    NOT_A_MEMBER,
    /** The caller is a member, but without the right. */
    NOT_ALLOWED,
    /** There is no such user, or no longer. */
    USER_NOT_FOUND,
    /** There is no such room, or no longer. */
    ROOM_NOT_FOUND,
    /** No message was sent at this position. */
    MESSAGE_NOT_FOUND,
    /** The user in question is not a member of the room. */
    MEMBER_NOT_FOUND,
    /** A deleted message cannot be edited. */
    MESSAGE_DELETED,
    /** The last owner of a room cannot be demoted. */
    LAST_OWNER,
    /** The user is, or has been, in as many rooms as one user may be. */
    TOO_MANY_ROOMS;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** {@return the code as it stands in the protocol, such as {@code name_taken}} */
    public String code() {
        return code;
    }
}
