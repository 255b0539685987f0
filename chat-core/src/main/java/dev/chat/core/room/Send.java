package dev.chat.core.room;

import dev.chat.core.user.UserId;

/**
 * What somebody wants to say in a room.
 *
 * @param room where
 * @param author who
 * @param clientId the author's own id of it
 * @param text what
 */
record Send(RoomId room, UserId author, ClientId clientId, MessageText text) {
    SendKey key() {
        return new SendKey(author, clientId);
    }

    MemberKey membership() {
        return new MemberKey(room, author);
    }

    int size() {
        return text.size();
    }
}
