package dev.chat.persistence.jdbi;

import dev.chat.core.Persistence;
import dev.chat.core.room.ChangeLog;
import dev.chat.core.room.Epoch;
import dev.chat.core.room.MemberRepository;
import dev.chat.core.room.MessageRepository;
import dev.chat.core.room.RoomRepository;
import dev.chat.core.session.SessionRepository;
import dev.chat.core.store.StoreException;
import dev.chat.core.store.UnitOfWork;
import dev.chat.core.store.Work;
import dev.chat.core.user.UserRepository;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The store on H2 or PostgreSQL. Its tables begin with {@code chat_}, so that they can live in a host application's
 * database, and are created and brought up to date when it is opened. Safe for use by many threads at once.
 *
 * <p>An acknowledged write survives the death of the process and the loss of power, unless a
 * {@link StoreSettings#durability} says otherwise.
 */
public final class JdbiPersistence implements Persistence {
    private final Database database;
    private final JdbiUnitOfWork unitOfWork;
    private final UserRepository users;
    private final SessionRepository sessions;
    private final RoomRepository rooms;
    private final MemberRepository members;
    private final MessageRepository messages;
    private final ChangeLog changeLog;
    private final AtomicBoolean closed = new AtomicBoolean();

    private JdbiPersistence(Database database, Jdbi jdbi, Dialect dialect, Durability durability) {
        this.database = database;
        Disk disk = database.disk();
        Turns turns = Failures.translating(() -> dialect.turns(jdbi));
        DiskSync sync = new DiskSync(
                switch (durability) {
                    case POWER_LOSS ->
                        handle -> turns.alone(() -> {
                            dialect.sync(handle);
                            disk.requireSynced();
                        });
                    case PROCESS_DEATH -> handle -> disk.requireWritten();
                });
        unitOfWork = new JdbiUnitOfWork(
                jdbi, dialect, new Transactions(jdbi, dialect, sync, turns, database.writing(), disk::requireRoom));
        JdbiRoomRepository roomRepository = new JdbiRoomRepository(unitOfWork);
        JdbiMemberRepository memberRepository = new JdbiMemberRepository(unitOfWork);
        JdbiMessageRepository messageRepository = new JdbiMessageRepository(unitOfWork);
        users = new JdbiUserRepository(unitOfWork);
        sessions = new JdbiSessionRepository(unitOfWork);
        rooms = roomRepository;
        members = memberRepository;
        messages = messageRepository;
        changeLog = new JdbiChangeLog(unitOfWork, roomRepository, memberRepository, messageRepository, epoch(jdbi));
    }

    /**
     * {@return a store on an H2 database in the folder, which is created if it is missing}
     *
     * @throws StoreLockedException if another process, or another store of this one, uses the folder
     * @throws StoreDiskException if the disk is full
     * @throws StoreException if the database cannot be opened
     */
    public static JdbiPersistence h2(Path folder) {
        return h2(folder, StoreSettings.DEFAULTS);
    }

    /**
     * {@return a store on an H2 database in the folder, which is created if it is missing}
     *
     * <p>On a full disk, writing fails with a {@link StoreDiskException} and reading goes on; if the disk gives no
     * warning of its end, both fail. Both go on by themselves once there is room, and nothing that was acknowledged is
     * lost.
     *
     * @throws StoreLockedException if another process, or another store of this one, uses the folder
     * @throws StoreDiskException if the disk is full
     * @throws StoreException if the database cannot be opened
     */
    public static JdbiPersistence h2(Path folder, StoreSettings settings) {
        return h2(folder, settings, EmbeddedH2.FILE_SYSTEM);
    }

    static JdbiPersistence h2(Path folder, StoreSettings settings, String fileSystem) {
        boolean isNew = !EmbeddedH2.isIn(folder);
        Database database = EmbeddedH2.open(folder, settings, fileSystem);
        try {
            return open(database, database.source(), settings.durability());
        } catch (Throwable failure) {
            if (isNew) {
                // H2 commits each table by itself, and nobody could go on from half of them.
                EmbeddedH2.delete(folder);
            }
            throw failure;
        }
    }

    /**
     * {@return a store on a PostgreSQL database}
     *
     * @param url the address in the form of JDBC, such as {@code jdbc:postgresql://localhost/chat}
     * @throws StoreException if the database cannot be opened
     */
    public static JdbiPersistence postgresql(String url, String user, String password) {
        return postgresql(url, user, password, StoreSettings.DEFAULTS);
    }

    /**
     * {@return a store on a PostgreSQL database}
     *
     * @param url the address in the form of JDBC, such as {@code jdbc:postgresql://localhost/chat}
     * @throws StoreException if the database cannot be opened
     */
    public static JdbiPersistence postgresql(String url, String user, String password, StoreSettings settings) {
        Database database = PostgresqlServer.open(url, user, password, settings);
        return open(database, PostgresqlServer.patient(url, user, password), settings.durability());
    }

    /**
     * {@return a store on a host application's database, H2 or PostgreSQL, in the schema that its connections start in}
     * Closing the store leaves the database open. On H2, opening switches the database's {@code WRITE_DELAY} off. What
     * such a database does on a full disk is the host's affair: H2 closes it under everybody, and after a sync that
     * failed a later one may succeed without what the first one lost.
     *
     * @throws StoreException if the database cannot be used: neither of the two, or it would lose what it has
     *     acknowledged
     */
    public static JdbiPersistence open(DataSource host) {
        return open(host, Durability.POWER_LOSS);
    }

    /**
     * {@return a store on a host application's database, as with {@link #open(DataSource)}}
     *
     * @throws StoreException if the database cannot be used: neither of the two, or it would lose what it has
     *     acknowledged
     */
    public static JdbiPersistence open(DataSource host, Durability durability) {
        return open(new Database(host, WritingConnections.unlimited(), Disk.OF_OTHERS, () -> {}), host, durability);
    }

    private static JdbiPersistence open(Database database, DataSource forMigrations, Durability durability) {
        try {
            Jdbi jdbi = Columns.withArrays(Jdbi.create(() -> connection(database)));
            Dialect dialect = Failures.translating(() -> Dialect.of(jdbi));
            Failures.translating(() -> jdbi.useHandle(handle -> {
                Dialect.requireReadCommitted(handle);
                dialect.prepare(handle, durability);
            }));
            Migrations.run(forMigrations, dialect);
            return new JdbiPersistence(database, jdbi, dialect, durability);
        } catch (Throwable failure) {
            database.close().run();
            throw failure;
        }
    }

    private static Connection connection(Database database) throws SQLException {
        database.disk().requireWritten();
        return database.source().getConnection();
    }

    private static Epoch epoch(Jdbi jdbi) {
        return Failures.translating(() -> jdbi.withHandle(handle -> new Epoch(
                handle.select("select epoch from chat_epoch").mapTo(UUID.class).one())));
    }

    /**
     * Runs use cases within a transaction of the host application's, which the host has begun and will end: what they
     * write stands or falls with it, and is made known once the handle has committed. Until then it is not durable,
     * whatever they return, and the rooms they wrote in are locked for others. Work that fails is undone alone, unless
     * the database refuses to go on.
     *
     * <p>The transaction is expected to be READ COMMITTED, and to end on this handle ({@link Handle#commit}): what one
     * that ends elsewhere has written becomes known by the heartbeat only.
     *
     * <p>On H2, such a transaction is not kept apart from what others write at the same time, and H2 may save it in
     * part: after a kill, a message may be there without its room's head. PostgreSQL knows no such thing.
     *
     * @param handle is on the database of this store, and used by this thread alone
     * @throws X whatever the work throws
     * @throws IllegalStateException if the handle has no transaction, or a unit of work is open on this thread
     */
    public <T extends @Nullable Object, X extends Exception> T within(Handle handle, Work<T, X> work) throws X {
        return unitOfWork.within(handle, work);
    }

    @Override
    public UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    @Override
    public UserRepository users() {
        return users;
    }

    @Override
    public SessionRepository sessions() {
        return sessions;
    }

    @Override
    public RoomRepository rooms() {
        return rooms;
    }

    @Override
    public MemberRepository members() {
        return members;
    }

    @Override
    public MessageRepository messages() {
        return messages;
    }

    @Override
    public ChangeLog changeLog() {
        return changeLog;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            database.close().run();
        }
    }
}
