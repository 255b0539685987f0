package dev.chat.core;

import dev.chat.core.room.ChangeLog;
import dev.chat.core.room.MemberRepository;
import dev.chat.core.room.MessageRepository;
import dev.chat.core.room.RoomRepository;
import dev.chat.core.session.SessionRepository;
import dev.chat.core.store.UnitOfWork;
import dev.chat.core.user.IdentityRepository;
import dev.chat.core.user.UserRepository;

/** All driven ports that one database provides. Each is safe for use by many threads at once. */
public interface Persistence extends AutoCloseable {
    /** {@return what makes several calls of these ports one} */
    UnitOfWork unitOfWork();

    /** {@return where users are kept} */
    UserRepository users();

    /** {@return where the identities of users in other systems are kept} */
    IdentityRepository identities();

    /** {@return where sessions are kept} */
    SessionRepository sessions();

    /** {@return where rooms are kept} */
    RoomRepository rooms();

    /** {@return where members are kept} */
    MemberRepository members();

    /** {@return where messages are kept} */
    MessageRepository messages();

    /** {@return what changed} */
    ChangeLog changeLog();

    /**
     * Makes sure that what is written now becomes durable: because something was, a few seconds ago, or else by a write
     * of its own, which leaves nothing behind. So it may be called as often as one likes. May block.
     *
     * @throws dev.chat.core.store.StoreException why it does not
     */
    void requireWritable();

    /** Lets go of the database. Calls that come later fail. */
    @Override
    void close();
}
