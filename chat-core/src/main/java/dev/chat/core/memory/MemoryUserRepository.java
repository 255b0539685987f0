package dev.chat.core.memory;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.store.StoreException;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import dev.chat.core.user.UserName;
import dev.chat.core.user.UserRepository;
import dev.chat.core.user.UserSummary;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class MemoryUserRepository implements UserRepository {
    private final MemoryUnitOfWork unitOfWork;
    private final UndoableMap<UserId, User> users;
    private final UndoableMap<String, UserId> byKey;

    MemoryUserRepository(MemoryUnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
        users = new UndoableMap<>(unitOfWork);
        byKey = new UndoableMap<>(unitOfWork);
    }

    @Override
    public void insert(User user) throws RejectedException {
        unitOfWork.requireWritable();
        if (find(user.id()).isPresent()) {
            throw new StoreException("There is a user " + user.id(), new IllegalArgumentException(), false);
        }
        claimName(user);
        users.put(user.id(), user);
    }

    @Override
    public void update(User user) throws RejectedException {
        User before = find(user.id()).orElseThrow();
        if (!before.isDeleted()) {
            byKey.remove(before.nameKey());
        }
        if (!user.isDeleted()) {
            claimName(user);
        }
        users.put(user.id(), user);
    }

    @Override
    public Optional<User> find(UserId id) {
        return unitOfWork.get(() -> users.get(id));
    }

    @Override
    public Optional<User> lock(UserId id) {
        unitOfWork.requireWritable();
        return find(id);
    }

    @Override
    public Optional<User> findByName(UserName name) {
        return unitOfWork.get(() -> byKey.get(name.key()).flatMap(users::get));
    }

    @Override
    public List<User> list(@Nullable String after, int limit) {
        return unitOfWork.get(() -> rest(after).stream()
                .limit(limit)
                .map(id -> users.get(id).orElseThrow())
                .toList());
    }

    UserSummary summary(UserId id) {
        return find(id).orElseThrow().summary();
    }

    private Collection<UserId> rest(@Nullable String after) {
        return after == null
                ? byKey.view().values()
                : byKey.view().tailMap(after, false).values();
    }

    private void claimName(User user) throws RejectedException {
        if (unitOfWork.get(() -> byKey.get(user.nameKey())).isPresent()) {
            throw new RejectedException(ErrorCode.NAME_TAKEN, "Somebody else has this name.");
        }
        byKey.put(user.nameKey(), user.id());
    }
}
