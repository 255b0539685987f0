package dev.chat.persistence.jdbi;

import dev.chat.core.user.Identity;
import dev.chat.core.user.IdentityRepository;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import java.util.Optional;

final class JdbiIdentityRepository implements IdentityRepository {
    static final String HOLDER = """
            select u.id, u.name, u.name_key, u.created_at, u.deleted_at
            from chat_identities i join chat_users u on u.id = i.user_id
            where i.provider = ? and i.subject = ?""";

    private final JdbiUnitOfWork unitOfWork;

    JdbiIdentityRepository(JdbiUnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    @Override
    public Optional<User> find(Identity identity) {
        return unitOfWork.get(handle -> handle.select(HOLDER, identity.provider(), identity.subject())
                .map(JdbiUserRepository.USER)
                .findOne());
    }

    @Override
    public boolean claim(Identity identity, UserId user) {
        return unitOfWork.insert(
                "insert into chat_identities (provider, subject, user_id) values (?, ?, ?)",
                identity.provider(),
                identity.subject(),
                user.value());
    }

    @Override
    public void release(UserId user) {
        unitOfWork.execute("delete from chat_identities where user_id = ?", user.value());
    }
}
