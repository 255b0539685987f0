package dev.chat.core.room;

import dev.chat.core.user.UserId;

/**
 * What somebody wants to say in a room.
 *
 * @param author who
 * @param clientId the author's own id of it
 * @param text what
 */
record Send(UserId author, ClientId clientId, MessageText text) {
    SendKey key() {
        return new SendKey(author, clientId);
    }
}
