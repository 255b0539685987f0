package dev.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chat.core.session.Session;
import dev.chat.core.session.SessionRepository;
import dev.chat.core.session.Token;
import dev.chat.core.user.User;
import org.junit.jupiter.api.Test;

/** What every {@link SessionRepository} keeps to. */
public interface SessionRepositoryContract extends StoreContract {
    private SessionRepository sessions() {
        return persistence().sessions();
    }

    private Session storedSession(User user) throws Exception {
        Session session = new Session(Token.random().hash(), user.id(), Samples.NOW);
        writing(() -> sessions().insert(session));
        return session;
    }

    @Test
    default void findsTheHolderOfATokenByItsHash() throws Exception {
        User user = Samples.storedUser(persistence());
        Session session = storedSession(user);
        storedSession(Samples.storedUser(persistence()));

        assertThat(sessions().findHolder(session.tokenHash())).contains(user);
        assertThat(sessions().findHolder(Token.random().hash())).isEmpty();
    }

    @Test
    default void deletedSessionIsGoneAndOthersStay() throws Exception {
        User user = Samples.storedUser(persistence());
        Session session = storedSession(user);
        Session other = storedSession(user);

        writing(() -> sessions().delete(session.tokenHash()));
        writing(() -> sessions().delete(session.tokenHash()));

        assertThat(sessions().findHolder(session.tokenHash())).isEmpty();
        assertThat(sessions().findHolder(other.tokenHash())).contains(user);
    }

    @Test
    default void allSessionsOfAUserEndAndThoseOfOthersStay() throws Exception {
        User user = Samples.storedUser(persistence());
        Session first = storedSession(user);
        Session second = storedSession(user);
        User other = Samples.storedUser(persistence());
        Session others = storedSession(other);

        writing(() -> sessions().deleteAll(user.id()));

        assertThat(sessions().findHolder(first.tokenHash())).isEmpty();
        assertThat(sessions().findHolder(second.tokenHash())).isEmpty();
        assertThat(sessions().findHolder(others.tokenHash())).contains(other);
    }

    @Test
    default void sessionsAreWrittenInAUnitOfWorkOnly() {
        Session session = new Session(Token.random().hash(), Samples.user().id(), Samples.NOW);

        assertThatThrownBy(() -> sessions().insert(session)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sessions().delete(session.tokenHash())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sessions().deleteAll(session.user())).isInstanceOf(IllegalStateException.class);
    }
}
