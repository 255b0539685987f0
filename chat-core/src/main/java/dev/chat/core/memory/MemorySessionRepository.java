package dev.chat.core.memory;

import dev.chat.core.session.Session;
import dev.chat.core.session.SessionRepository;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import java.util.List;
import java.util.Optional;

final class MemorySessionRepository implements SessionRepository {
    private final MemoryUnitOfWork unitOfWork;
    private final MemoryUserRepository users;
    private final UndoableMap<String, Session> sessions;

    MemorySessionRepository(MemoryUnitOfWork unitOfWork, MemoryUserRepository users) {
        this.unitOfWork = unitOfWork;
        this.users = users;
        sessions = new UndoableMap<>(unitOfWork);
    }

    @Override
    public void insert(Session session) {
        sessions.put(session.tokenHash(), session);
    }

    @Override
    public Optional<User> findHolder(String tokenHash) {
        return unitOfWork.get(() -> sessions.get(tokenHash).flatMap(session -> users.find(session.user())));
    }

    @Override
    public void delete(String tokenHash) {
        sessions.remove(tokenHash);
    }

    @Override
    public void deleteAll(UserId user) {
        unitOfWork.requireWritable();
        List<String> hashes = unitOfWork.get(() -> sessions.view().values().stream()
                .filter(session -> session.user().equals(user))
                .map(Session::tokenHash)
                .toList());
        hashes.forEach(sessions::remove);
    }
}
