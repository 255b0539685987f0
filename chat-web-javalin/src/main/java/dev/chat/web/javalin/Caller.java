package dev.chat.web.javalin;

import dev.chat.core.Chat;
import dev.chat.core.error.RejectedException;
import dev.chat.core.session.Token;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end of a connection.
 *
 * @param user who
 * @param token the session's token; null where the host application tells who its users are
 */
record Caller(User user, @Nullable Token token) {
    UserId id() {
        return user.id();
    }

    /**
     * Whether the connection may still stand: asked after it can be found, since whoever ended it before then did not
     * find it.
     */
    boolean isStillKnown(Chat chat) {
        try {
            if (token == null) {
                return !chat.users().get(id()).isDeleted();
            }
            chat.sessions().authenticate(token);
            return true;
        } catch (RejectedException gone) {
            return false;
        }
    }
}
