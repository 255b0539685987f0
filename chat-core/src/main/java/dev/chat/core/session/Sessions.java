package dev.chat.core.session;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.store.UnitOfWork;
import dev.chat.core.time.Moments;
import dev.chat.core.user.User;
import dev.chat.core.user.UserListener;
import dev.chat.core.user.Users;
import java.time.InstantSource;

/**
 * The use cases of signing in and out. For now, whoever picks a free name is its user; passwords and other identities
 * will come in beside {@link #signUp}, and all end in a session. Safe for use by many threads at once; every method may
 * block and may throw {@link dev.chat.core.store.StoreException}.
 */
public final class Sessions {
    private final UnitOfWork unitOfWork;
    private final SessionRepository sessions;
    private final Users users;
    private final InstantSource clock;

    /** Creates the use cases. */
    public Sessions(UnitOfWork unitOfWork, SessionRepository sessions, Users users, InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.sessions = sessions;
        this.users = users;
        this.clock = clock;
    }

    /**
     * {@return what ends the sessions of users whose account is deleted}
     *
     * @param sessions where they are kept
     */
    public static UserListener endingWithAccounts(SessionRepository sessions) {
        return new UserListener() {
            @Override
            public void onRenamed(User user) {}

            @Override
            public void onDeleted(User user) {
                sessions.deleteAll(user.id());
            }
        };
    }

    /**
     * Creates a user of a free name, and a first session.
     *
     * @throws RejectedException {@link ErrorCode#INVALID_NAME} or {@link ErrorCode#NAME_TAKEN}
     */
    public SignedIn signUp(String name) throws RejectedException {
        return unitOfWork.write(() -> {
            User user = users.create(name);
            return new SignedIn(user, issue(user));
        });
    }

    /**
     * {@return whose token this is}
     *
     * @throws RejectedException {@link ErrorCode#UNAUTHENTICATED} if it is void
     */
    public User authenticate(Token token) throws RejectedException {
        return unitOfWork.read(() -> sessions.findHolder(token.hash())
                .filter(user -> !user.isDeleted())
                .orElseThrow(() -> new RejectedException(
                        ErrorCode.UNAUTHENTICATED, "The token is void. Sign in to get another one.")));
    }

    /** Makes a token void; one that is void already stays so. */
    public void signOut(Token token) {
        unitOfWork.write(() -> {
            sessions.delete(token.hash());
            return null;
        });
    }

    private Token issue(User user) {
        Token token = Token.random();
        sessions.insert(new Session(token.hash(), user.id(), Moments.notBefore(user.createdAt(), clock.instant())));
        return token;
    }
}
