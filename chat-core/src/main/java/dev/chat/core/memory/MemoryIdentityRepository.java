package dev.chat.core.memory;

import dev.chat.core.user.Identity;
import dev.chat.core.user.IdentityRepository;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class MemoryIdentityRepository implements IdentityRepository {
    private final MemoryUnitOfWork unitOfWork;
    private final MemoryUserRepository users;
    private final UndoableMap<Key, UserId> holders;

    MemoryIdentityRepository(MemoryUnitOfWork unitOfWork, MemoryUserRepository users) {
        this.unitOfWork = unitOfWork;
        this.users = users;
        holders = new UndoableMap<>(unitOfWork);
    }

    @Override
    public Optional<User> find(Identity identity) {
        return unitOfWork.get(() -> holders.get(Key.of(identity)).flatMap(users::find));
    }

    @Override
    public boolean claim(Identity identity, UserId user) {
        unitOfWork.requireWritable();
        Key key = Key.of(identity);
        if (holders.get(key).isPresent()) {
            return false;
        }
        holders.put(key, user);
        return true;
    }

    @Override
    public void release(UserId user) {
        unitOfWork.requireWritable();
        List<Key> held = holders.view().entrySet().stream()
                .filter(holder -> holder.getValue().equals(user))
                .map(Map.Entry::getKey)
                .toList();
        held.forEach(holders::remove);
    }

    private record Key(String provider, String subject) implements Comparable<Key> {
        static Key of(Identity identity) {
            return new Key(identity.provider(), identity.subject());
        }

        @Override
        public int compareTo(Key other) {
            int byProvider = provider.compareTo(other.provider);
            return byProvider != 0 ? byProvider : subject.compareTo(other.subject);
        }
    }
}
