package dev.chat.persistence.jdbi;

import dev.chat.core.session.Session;
import dev.chat.core.session.SessionRepository;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import java.util.Optional;

final class JdbiSessionRepository implements SessionRepository {
    private static final String HOLDER = """
            select u.id, u.name, u.name_key, u.created_at, u.deleted_at
            from chat_sessions s join chat_users u on u.id = s.user_id
            where s.token_hash = ?""";

    private final JdbiUnitOfWork unitOfWork;

    JdbiSessionRepository(JdbiUnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    @Override
    public void insert(Session session) {
        unitOfWork.execute(
                "insert into chat_sessions (token_hash, user_id, created_at) values (?, ?, ?)",
                session.tokenHash(),
                session.user().value(),
                Columns.time(session.createdAt()));
    }

    @Override
    public Optional<User> findHolder(String tokenHash) {
        return unitOfWork.get(handle ->
                handle.select(HOLDER, tokenHash).map(JdbiUserRepository.USER).findOne());
    }

    @Override
    public void delete(String tokenHash) {
        unitOfWork.execute("delete from chat_sessions where token_hash = ?", tokenHash);
    }

    @Override
    public void deleteAll(UserId user) {
        unitOfWork.execute("delete from chat_sessions where user_id = ?", user.value());
    }
}
