package dev.chat.core.session;

import static dev.chat.core.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.Chat;
import dev.chat.core.error.ErrorCode;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.core.user.UserName;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final Chat chat = Chat.on(new InMemoryPersistence()).build();
    private final Sessions sessions = chat.sessions();

    @Test
    void tokenBelongsToTheNameThatWasFree() throws Exception {
        SignedIn ada = sessions.signUp("Ada");
        SignedIn alan = sessions.signUp("Alan");

        assertThat(sessions.authenticate(ada.token())).isEqualTo(ada.user());
        assertThat(sessions.authenticate(alan.token())).isEqualTo(alan.user());
        assertRejected(ErrorCode.NAME_TAKEN, () -> sessions.signUp("ADA"));
    }

    @Test
    void tokenFollowsItsUserToAnotherName() throws Exception {
        SignedIn ada = sessions.signUp("Ada");

        chat.users().rename(ada.user().id(), "Countess");

        assertThat(sessions.authenticate(ada.token()).name()).isEqualTo(new UserName("Countess"));
    }

    @Test
    void madeUpTokensAreVoid() {
        assertRejected(ErrorCode.UNAUTHENTICATED, () -> sessions.authenticate(Token.random()));
        assertRejected(ErrorCode.UNAUTHENTICATED, () -> sessions.authenticate(new Token("")));
        assertRejected(ErrorCode.UNAUTHENTICATED, () -> sessions.authenticate(new Token("\u0000🦊")));
    }

    @Test
    void signedOutTokenIsVoid() throws Exception {
        SignedIn ada = sessions.signUp("Ada");

        sessions.signOut(ada.token());
        sessions.signOut(ada.token());

        assertRejected(ErrorCode.UNAUTHENTICATED, () -> sessions.authenticate(ada.token()));
        assertRejected(ErrorCode.NAME_TAKEN, () -> sessions.signUp("Ada"));
    }

    @Test
    void tokensOfADeletedUserAreVoid() throws Exception {
        SignedIn ada = sessions.signUp("Ada");

        chat.users().delete(ada.user().id());

        assertRejected(ErrorCode.UNAUTHENTICATED, () -> sessions.authenticate(ada.token()));
    }

    @Test
    void tokensAreSecret() {
        Token token = Token.random();

        assertThat(token.value())
                .matches("[A-Za-z0-9_-]{43}")
                .isNotEqualTo(Token.random().value());
        assertThat(token.toString()).doesNotContain(token.value());
        assertThat(token.hash()).matches("[0-9a-f]{64}").isEqualTo(new Token(token.value()).hash());
    }
}
