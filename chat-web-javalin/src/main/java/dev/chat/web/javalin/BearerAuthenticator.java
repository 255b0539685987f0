package dev.chat.web.javalin;

import dev.chat.core.Chat;
import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.session.Token;
import dev.chat.core.user.User;
import io.javalin.http.Context;

/**
 * Takes the tokens that the chat issues.
 *
 * @param chat knows its sessions
 */
record BearerAuthenticator(Chat chat) implements Authenticator {
    @Override
    public User authenticate(Context request) throws RejectedException {
        Token token = BearerToken.of(request)
                .orElseThrow(() -> new RejectedException(
                        ErrorCode.UNAUTHENTICATED, "This needs a token: `Authorization: Bearer <token>`."));
        return chat.sessions().authenticate(token);
    }
}
