package dev.chat.persistence.jdbi;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.store.StoreException;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import dev.chat.core.user.UserName;
import dev.chat.core.user.UserRepository;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

final class JdbiUserRepository implements UserRepository {
    private static final String SELECT = "select id, name, name_key, created_at, deleted_at from chat_users ";

    /** Every key is after the empty one, and null, which is what the deleted have, is after none. */
    static final String PAGE = SELECT + "where name_key > ? order by name_key limit ?";

    static final RowMapper<User> USER = (columns, context) -> user(new Row(columns));

    private final JdbiUnitOfWork unitOfWork;

    JdbiUserRepository(JdbiUnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    @Override
    public void insert(User user) throws RejectedException {
        boolean inserted = unitOfWork.insert(
                "insert into chat_users (id, name, name_key, created_at, deleted_at) values (?, ?, ?, ?, ?)",
                user.id().value(),
                user.name().value(),
                key(user),
                Columns.time(user.createdAt()),
                Columns.timeOrNull(user.deletedAt()));
        if (inserted) {
            return;
        }
        if (find(user.id()).isPresent()) {
            throw new StoreException("There is a user " + user.id(), new IllegalArgumentException(), false);
        }
        throw nameTaken();
    }

    @Override
    public void update(User user) throws RejectedException {
        // Looking first spares a host's transaction, which PostgreSQL would spoil, in all but a race.
        if (!user.isDeleted()
                && !user.sharesName()
                && findByName(user.name())
                        .filter(other -> !other.id().equals(user.id()))
                        .isPresent()) {
            throw nameTaken();
        }
        boolean free = unitOfWork.update(
                "update chat_users set name = ?, name_key = ?, deleted_at = ? where id = ?",
                user.name().value(),
                key(user),
                Columns.timeOrNull(user.deletedAt()),
                user.id().value());
        if (!free) {
            throw nameTaken();
        }
    }

    @Override
    public Optional<User> find(UserId id) {
        return unitOfWork.get(handle ->
                handle.select(SELECT + "where id = ?", id.value()).map(USER).findOne());
    }

    @Override
    public Optional<User> lock(UserId id) {
        return unitOfWork.lock(handle -> handle.select(SELECT + "where id = ? for update", id.value())
                .map(USER)
                .findOne());
    }

    @Override
    public Optional<User> findByName(UserName name) {
        return unitOfWork.get(handle -> handle.select(SELECT + "where name_key = ?", name.key())
                .map(USER)
                .findOne());
    }

    @Override
    public List<User> list(@Nullable String after, int limit) {
        // Every key is after the empty one, and null, which is what the deleted have, is not.
        return unitOfWork.get(handle ->
                handle.select(PAGE, after == null ? "" : after, limit).map(USER).list());
    }

    private static User user(Row row) throws SQLException {
        UserId id = row.user();
        UserName name = new UserName(row.text());
        String key = row.textOrNull();
        return new User(id, name, row.time(), row.timeOrNull(), key != null && User.isShared(key));
    }

    private static @Nullable String key(User user) {
        return user.isDeleted() ? null : user.nameKey();
    }

    private static RejectedException nameTaken() {
        return new RejectedException(ErrorCode.NAME_TAKEN, "Somebody else has this name.");
    }
}
