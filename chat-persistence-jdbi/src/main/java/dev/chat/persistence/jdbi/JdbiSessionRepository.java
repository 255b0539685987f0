package dev.chat.persistence.jdbi;

import dev.chat.core.session.Session;
import dev.chat.core.session.SessionRepository;
import dev.chat.core.user.UserId;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

final class JdbiSessionRepository implements SessionRepository {
    private static final RowMapper<Session> SESSION = (row, context) -> new Session(
            row.getString("token_hash"), new UserId(Columns.uuid(row, "user_id")), Columns.instant(row, "created_at"));

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
    public Optional<Session> find(String tokenHash) {
        return unitOfWork.get(handle -> handle.select(
                        "select token_hash, user_id, created_at from chat_sessions where token_hash = ?", tokenHash)
                .map(SESSION)
                .findOne());
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
