package dev.chat.core.user;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.id.IdGenerator;
import dev.chat.core.store.StoreException;
import dev.chat.core.store.UnitOfWork;
import dev.chat.core.store.Work;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The use cases of users. Whoever calls answers for who the caller is; {@link dev.chat.core.session.Sessions} tells.
 * Safe for use by many threads at once; every method may block and may throw
 * {@link dev.chat.core.store.StoreException}.
 */
public final class Users {
    private static final int MOST_WAITING = 16;

    private final UnitOfWork unitOfWork;
    private final UserRepository users;
    private final IdentityRepository identities;
    private final List<UserListener> listeners;
    private final InstantSource clock;
    private final IdGenerator ids;

    /**
     * Changes of an account may be long: they wait for each other here, so that others wait for one of them at most.
     */
    private final ReentrantLock changing = new ReentrantLock(true);

    /** Creates the use cases; the listeners are told in this order. */
    public Users(
            UnitOfWork unitOfWork,
            UserRepository users,
            IdentityRepository identities,
            List<UserListener> listeners,
            InstantSource clock,
            IdGenerator ids) {
        this.unitOfWork = unitOfWork;
        this.users = users;
        this.identities = identities;
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Creates a user with a new id.
     *
     * @throws RejectedException {@link ErrorCode#INVALID_NAME} or {@link ErrorCode#NAME_TAKEN}
     */
    public User create(String name) throws RejectedException {
        return create(new UserId(ids.next()), name);
    }

    /**
     * {@return the user whom an identity stands for, under this name: created if there is none yet, renamed if the name
     * is another} For a host application that has users of its own: however many threads and processes call it at the
     * same time, there is one user. If nothing is new, it costs one read. Others may have the same name. Once the user
     * is deleted, the identity stands for nobody, and the next call creates another user.
     *
     * <pre>{@code
     * User ada = chat.users().getOrCreate(new Identity("shop", customer.number()), customer.name());
     * }</pre>
     *
     * @throws RejectedException {@link ErrorCode#INVALID_NAME}, or {@link ErrorCode#NAME_TAKEN} if it is the name of
     *     {@linkplain UserName#DELETED those who are gone}
     */
    public User getOrCreate(Identity identity, String name) throws RejectedException {
        UserName newName = UserName.parse(name);
        Optional<User> known = identities.find(identity);
        if (known.isPresent() && known.get().name().equals(newName)) {
            return known.get();
        }
        return unitOfWork.write(() -> {
            User created = new User(new UserId(ids.next()), newName, clock.instant(), null, true);
            while (!identities.claim(identity, created.id())) {
                Optional<User> holder = identities.find(identity).flatMap(user -> users.lock(user.id()));
                if (holder.isPresent() && !holder.get().isDeleted()) {
                    return rename(holder.get(), newName);
                }
                // Deleted at the same time, or by a program that knew of no identities.
                holder.ifPresent(gone -> identities.release(gone.id()));
            }
            users.insert(created);
            return created;
        });
    }

    /**
     * Creates a user with an id of the host application's; {@link #getOrCreate} asks first.
     *
     * @throws RejectedException {@link ErrorCode#INVALID_NAME} or {@link ErrorCode#NAME_TAKEN}
     * @throws dev.chat.core.store.StoreException if there is, or was, a user of this id
     */
    public User create(UserId id, String name) throws RejectedException {
        User user = new User(id, UserName.parse(name), clock.instant(), null);
        return unitOfWork.write(() -> {
            users.insert(user);
            return user;
        });
    }

    /**
     * {@return the user of this id, who may be deleted}
     *
     * @throws RejectedException {@link ErrorCode#USER_NOT_FOUND}
     */
    public User get(UserId id) throws RejectedException {
        return users.find(id).orElseThrow(Users::notFound);
    }

    /**
     * {@return a page of the users who are not deleted, in the order of their names}
     *
     * @param after the {@link User#nameKey} after which to begin; null for the first page
     * @param limit the most to return, at least 1
     */
    public List<User> list(@Nullable String after, int limit) {
        return users.list(after, limit);
    }

    /**
     * Gives a user another name, or the same in other letters. All rooms that know the user learn of it.
     *
     * @throws RejectedException {@link ErrorCode#USER_NOT_FOUND}, {@link ErrorCode#INVALID_NAME} or
     *     {@link ErrorCode#NAME_TAKEN}
     */
    public User rename(UserId id, String name) throws RejectedException {
        UserName newName = UserName.parse(name);
        return change(() -> rename(active(id), newName));
    }

    private User rename(User user, UserName newName) throws RejectedException {
        if (user.name().equals(newName)) {
            return user;
        }
        User renamed = user.renamed(newName);
        users.update(renamed);
        listeners.forEach(listener -> listener.onRenamed(renamed));
        return renamed;
    }

    /**
     * Deletes a user's account: the user leaves all rooms, all sessions end, the name becomes free, and no
     * {@link Identity} stands for the user any more. What the user wrote stays, by {@link UserName#DELETED}.
     *
     * @throws RejectedException {@link ErrorCode#USER_NOT_FOUND}, also if deleted already
     */
    public void delete(UserId id) throws RejectedException {
        change(() -> {
            User deleted = active(id).deleted(clock.instant());
            users.update(deleted);
            identities.release(id);
            listeners.forEach(listener -> listener.onDeleted(deleted));
            return deleted;
        });
    }

    private User change(Work<User, RejectedException> work) throws RejectedException {
        if (unitOfWork.isOpen()) {
            return unitOfWork.write(work);
        }
        if (changing.getQueueLength() >= MOST_WAITING) {
            String message = "Too many accounts are being changed";
            throw new StoreException(message, new TimeoutException(message), true);
        }
        changing.lock();
        try {
            return unitOfWork.write(work);
        } finally {
            changing.unlock();
        }
    }

    private User active(UserId id) throws RejectedException {
        return users.lock(id).filter(user -> !user.isDeleted()).orElseThrow(Users::notFound);
    }

    private static RejectedException notFound() {
        return new RejectedException(ErrorCode.USER_NOT_FOUND, "There is no such user.");
    }
}
