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
import dev.chat.core.user.IdentityRepository;
import dev.chat.core.user.UserRepository;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.LocalTransactionHandler;
import org.jspecify.annotations.Nullable;

/**
 * The store on H2 or PostgreSQL. What is written through it is a transaction of its own, also on a host application's
 * database, unless it is written {@linkplain #within within} the host's transaction. Its tables begin with
 * {@code chat_}, can live in a host application's database, and are created and brought up to date when it is opened.
 * Safe for use by many threads at once.
 *
 * <p>An acknowledged write survives the death of the process and the loss of power, unless a
 * {@link StoreSettings#durability} says otherwise.
 */
public final class JdbiPersistence implements Persistence {
    /** The schema in which the tables are created in a host application's database. */
    public static final String SCHEMA = "chat";

    /** So it has been quiet for 20 to 25 seconds when compaction begins. */
    private static final Duration COMPACTION_LOOKS = Duration.ofSeconds(5);

    private final Database database;
    private final @Nullable Compactor compactor;
    private final JdbiUnitOfWork unitOfWork;
    private final UserRepository users;
    private final IdentityRepository identities;
    private final SessionRepository sessions;
    private final RoomRepository rooms;
    private final MemberRepository members;
    private final MessageRepository messages;
    private final ChangeLog changeLog;
    private final AtomicBoolean closed = new AtomicBoolean();

    private JdbiPersistence(
            Database database, Jdbi jdbi, Dialect dialect, Durability durability, String schema, String keyType) {
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
                jdbi,
                connection -> Columns.inSchema(Columns.withArrays(Jdbi.create(connection)), schema)
                        .open(),
                dialect,
                new Transactions(jdbi, dialect, sync, turns, database.writing(), disk));
        H2Space space = database.space();
        compactor = space == null ? null : new Compactor(space, turns, disk);
        JdbiRoomRepository roomRepository = new JdbiRoomRepository(unitOfWork);
        JdbiMemberRepository memberRepository = new JdbiMemberRepository(unitOfWork);
        JdbiMessageRepository messageRepository = new JdbiMessageRepository(unitOfWork, keyType);
        users = new JdbiUserRepository(unitOfWork);
        identities = new JdbiIdentityRepository(unitOfWork);
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
     * @throws StoreDamagedException if what is in the folder is not what was left there
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
     * @throws StoreDamagedException if what is in the folder is not what was left there
     * @throws StoreDiskException if the disk is full
     * @throws StoreException if the database cannot be opened
     */
    public static JdbiPersistence h2(Path folder, StoreSettings settings) {
        return h2(folder, settings, EmbeddedH2.FILE_SYSTEM);
    }

    static JdbiPersistence h2(Path folder, StoreSettings settings, String fileSystem) {
        return Advice.onFailure(() -> {
            Database database = EmbeddedH2.open(folder, settings, fileSystem);
            JdbiPersistence store = open(database, database.source(), settings.durability(), null);
            store.compactor().start(COMPACTION_LOOKS);
            return store;
        });
    }

    /**
     * Compacts the file of the H2 database in a folder, however long that takes. Nothing is lost if it is cut off.
     * While it lasts, the disk holds the file twice.
     *
     * @return how long the file was, and is now
     * @throws StoreLockedException if another process, or a store of this one, uses the folder
     * @throws StoreDiskException if the disk has no room for it
     * @throws StoreException if the folder has no database, or it cannot be opened
     */
    public static Compaction compact(Path folder) {
        return EmbeddedH2.compact(folder, StoreSettings.DEFAULTS);
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
        return Advice.onFailure(() -> {
            Database database = PostgresqlServer.open(url, user, password, settings);
            return open(database, PostgresqlServer.patient(url, user, password), settings.durability(), null);
        });
    }

    /**
     * {@return a store on a host application's database, H2 or PostgreSQL, in the schema {@value #SCHEMA}} As with
     * {@link #open(DataSource, Durability, String)}, and {@link Durability#POWER_LOSS}.
     *
     * @throws StoreException if the database cannot be used: neither of the two, or it would lose what it has
     *     acknowledged
     */
    public static JdbiPersistence open(DataSource host) {
        return open(host, Durability.POWER_LOSS);
    }

    /**
     * {@return a store on a host application's database, in the schema {@value #SCHEMA}} As with
     * {@link #open(DataSource, Durability, String)}.
     *
     * @throws StoreException if the database cannot be used: neither of the two, or it would lose what it has
     *     acknowledged
     */
    public static JdbiPersistence open(DataSource host, Durability durability) {
        return open(host, durability, SCHEMA);
    }

    /**
     * {@return a store on a host application's database, H2 or PostgreSQL} Closing the store leaves the database open.
     *
     * <p>The tables are created in a schema of their own, so that the host's own schema, and what migrates it, never
     * meets them; the schema itself is created if it is missing, which takes a role that may do so. Where the schema
     * that the host's connections start in has the tables already, they stay there. Connections stay in the schema that
     * they are in.
     *
     * <p>On H2, opening switches the database's {@code WRITE_DELAY} off. What such a database does on a full disk is
     * the host's affair: H2 closes it under everybody, and after a sync that failed a later one may succeed without
     * what the first one lost.
     *
     * @param schema where the tables are created: a small letter, then small letters, digits and underscores
     * @throws IllegalArgumentException if the schema is not such a name, or the data source is one of Spring's that
     *     hands out the connection of the transaction that is open on the thread: the store would commit that one
     * @throws StoreException if the database cannot be used: neither of the two, or it would lose what it has
     *     acknowledged, or the schema cannot be created
     */
    public static JdbiPersistence open(DataSource host, Durability durability, String schema) {
        if (!schema.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException(
                    "A schema has a small letter, then small letters, digits and underscores: " + schema);
        }
        SpringTransactions.refuseAware(host);
        return open(host, durability, schema, StoreSettings.DEFAULTS.patience());
    }

    /** Waits for none of the host's connections for longer than the patience. */
    static JdbiPersistence open(DataSource host, Durability durability, String schema, Duration patience) {
        return Advice.onFailure(() -> {
            DataSource source = HostDatabase.of(host, patience);
            return open(
                    new Database(
                            source,
                            WritingConnections.unlimited(),
                            LocalTransactionHandler.binding(),
                            Disk.OF_OTHERS,
                            () -> {}),
                    source,
                    durability,
                    schema);
        });
    }

    private static JdbiPersistence open(
            Database database, DataSource forMigrations, Durability durability, @Nullable String ownSchema) {
        try {
            Jdbi jdbi = Columns.withArrays(Jdbi.create(() -> connection(database)));
            jdbi.setTransactionHandler(database.transactions());
            Dialect dialect = Failures.translating(() -> Dialect.of(jdbi));
            Failures.translating(() -> jdbi.useTransaction(handle -> {
                Dialect.requireReadCommitted(handle);
                dialect.prepare(handle, durability);
            }));
            String schema = Migrations.run(forMigrations, dialect, ownSchema);
            Columns.inSchema(jdbi, schema);
            JdbiPersistence persistence =
                    new JdbiPersistence(database, jdbi, dialect, durability, schema, dialect.makeUsable(jdbi));
            database.disk().complete();
            persistence.requireWritable();
            return persistence;
        } catch (Throwable failure) {
            database.close().run();
            throw failure;
        }
    }

    /** What compacts the file of an embedded database in quiet times. */
    Compactor compactor() {
        return Objects.requireNonNull(compactor, "compactor");
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
     * write stands or falls with it, and is delivered soon after its commit, however the host commits. Until then it is
     * not durable, whatever they return, and the rooms they wrote in are locked for others. Work that fails is undone
     * alone, unless the database refuses to go on.
     *
     * <pre>{@code
     * // In a method of Spring's that is @Transactional:
     * persistence.within(DataSourceUtils.getConnection(dataSource), () ->
     *         chat.messages().send(author, room, "order-" + order.id(), "Ordered"));
     * }</pre>
     *
     * <p>The transaction is expected to be READ COMMITTED. What one writes that lasts for more than some seconds after
     * this call is delivered by the heartbeat.
     *
     * <p>On H2, such a transaction is not kept apart from what others write at the same time, and H2 may save it in
     * part: after a kill, a message may be there without its room's head. PostgreSQL knows no such thing. On H2, too,
     * the commit of a connection does not wait for the disk; that of a {@link Handle} does.
     *
     * @param connection is on the database of this store, in a transaction, and used by this thread alone
     * @throws X whatever the work throws
     * @throws IllegalStateException if the connection has no transaction, or a unit of work is open on this thread
     */
    public <T extends @Nullable Object, X extends Exception> T within(Connection connection, Work<T, X> work) throws X {
        return unitOfWork.within(connection, work);
    }

    /**
     * Runs use cases within a transaction of the host application's, as {@link #within(Connection, Work)} does. If it
     * is the handle that commits, {@link Handle#commit} returns once what was written is durable.
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
    public IdentityRepository identities() {
        return identities;
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
    public void requireWritable() {
        unitOfWork.requireWritable();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            if (compactor != null) {
                compactor.close();
            }
            unitOfWork.close();
            database.close().run();
        }
    }
}
