package dev.chat.persistence.jdbi;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.ClientId;
import dev.chat.core.room.Message;
import dev.chat.core.room.MessageRepository;
import dev.chat.core.room.MessageText;
import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import dev.chat.core.room.SendKey;
import dev.chat.core.room.TextDigest;
import dev.chat.core.store.StoreException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Each ordering names the room too, constant as it is: only then does H2 see that the index is in that order. */
final class JdbiMessageRepository implements MessageRepository {
    private static final String COLUMNS = """
            select m.room_id, m.position, m.version, m.author_id, u.name as user_name, m.client_id, m.text, m.sent_at,
            m.edited_at, m.deleted_at, m.first_text
            """;
    static final String SELECT = COLUMNS + "from chat_messages m join chat_users u on u.id = m.author_id ";
    /**
     * A condition on each key, such as {@code in ((?, ?), (?, ?))}, is compared with each row: that many times many.
     */
    static final String BY_KEYS = COLUMNS + """
            from unnest(cast(? as uuid array), cast(? as character varying array)) as wanted (author_id, client_id)
            join chat_messages m on m.author_id = wanted.author_id and m.client_id = wanted.client_id
            join chat_users u on u.id = m.author_id""";

    static final String BEFORE =
            SELECT + "where m.room_id = ? and m.position < ? order by m.room_id desc, m.position desc limit ?";
    static final String AFTER =
            SELECT + "where m.room_id = ? and m.position > ? order by m.room_id, m.position limit ?";
    static final String CHANGED =
            SELECT + "where m.room_id = ? and m.version > ? order by m.room_id, m.version limit ?";

    private static final String INSERT = """
            insert into chat_messages
            (room_id, position, version, author_id, client_id, text, sent_at, edited_at, deleted_at, first_text)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final RowMapper<Message> MESSAGE = (columns, context) -> message(new Row(columns));

    private final JdbiUnitOfWork unitOfWork;
    private final String byKeys;

    /** Creates one on tables whose keys are of this type. */
    JdbiMessageRepository(JdbiUnitOfWork unitOfWork, String keyType) {
        this.unitOfWork = unitOfWork;
        byKeys = BY_KEYS.replace(ExactKeys.TEXT, keyType);
    }

    @Override
    public void insert(List<Message> messages) throws RejectedException {
        // In the order of their keys: two units of work that use the same ones wait for each other in one direction.
        List<Message> ordered =
                messages.stream().sorted(Comparator.comparing(Message::key)).toList();
        if (unitOfWork.insertAll(
                INSERT, ordered.stream().map(JdbiMessageRepository::row).toList())) {
            return;
        }
        if (isAnyKeyTaken(messages)) {
            throw new RejectedException(ErrorCode.CLIENT_ID_CONFLICT, "This client id was sent before.");
        }
        throw new StoreException("A position is taken", new IllegalArgumentException(), false);
    }

    private boolean isAnyKeyTaken(List<Message> messages) {
        List<SendKey> keys = messages.stream().map(Message::key).toList();
        return findByKeys(keys).stream()
                .anyMatch(found -> messages.stream().noneMatch(own -> isAtTheSamePlace(found, own)));
    }

    private static boolean isAtTheSamePlace(Message found, Message own) {
        return found.room().equals(own.room()) && found.position().equals(own.position());
    }

    private static @Nullable Object[] row(Message message) {
        return new @Nullable Object[] {
            message.room().value(),
            message.position().value(),
            message.version().value(),
            message.author().id().value(),
            message.clientId().value(),
            column(message.text()),
            Columns.time(message.sentAt()),
            Columns.timeOrNull(message.editedAt()),
            Columns.timeOrNull(message.deletedAt()),
            column(message.firstText())
        };
    }

    @Override
    public void update(Message message) {
        unitOfWork.execute(
                """
                update chat_messages set version = ?, text = ?, edited_at = ?, deleted_at = ?, first_text = ?
                where room_id = ? and position = ?""",
                message.version().value(),
                column(message.text()),
                Columns.timeOrNull(message.editedAt()),
                Columns.timeOrNull(message.deletedAt()),
                column(message.firstText()),
                message.room().value(),
                message.position().value());
    }

    @Override
    public void deleteAll(RoomId room) {
        unitOfWork.execute("delete from chat_messages where room_id = ?", room.value());
    }

    @Override
    public Optional<Message> find(RoomId room, Position position) {
        return query(SELECT + "where m.room_id = ? and m.position = ?", room.value(), position.value()).stream()
                .findFirst();
    }

    @Override
    public List<Message> findByKeys(Collection<SendKey> keys) {
        Set<SendKey> wanted = Set.copyOf(keys);
        return wanted.isEmpty()
                ? List.of()
                : query(
                        byKeys,
                        wanted.stream().map(key -> key.author().value()).toArray(UUID[]::new),
                        wanted.stream().map(key -> key.clientId().value()).toArray(String[]::new));
    }

    @Override
    public List<Message> before(RoomId room, Position position, int limit) {
        return query(BEFORE, room.value(), position.value(), limit).reversed();
    }

    @Override
    public List<Message> after(RoomId room, Position position, int limit) {
        return query(AFTER, room.value(), position.value(), limit);
    }

    /** The messages of a room whose version is after a position, by ascending version. */
    List<Message> changed(RoomId room, Position after, int limit) {
        return query(CHANGED, room.value(), after.value(), limit);
    }

    private List<Message> query(String sql, Object... arguments) {
        return unitOfWork.get(
                handle -> handle.select(sql, arguments).map(MESSAGE).list());
    }

    private static Message message(Row row) throws SQLException {
        return new Message(
                row.room(),
                row.position(),
                row.position(),
                row.userSummary(),
                new ClientId(row.text()),
                text(row.textOrNull()),
                row.time(),
                row.timeOrNull(),
                row.timeOrNull(),
                digest(row.numberOrNull()));
    }

    private static @Nullable String column(@Nullable MessageText text) {
        return text == null ? null : text.value();
    }

    private static @Nullable MessageText text(@Nullable String column) {
        return column == null ? null : new MessageText(column);
    }

    private static @Nullable Integer column(@Nullable TextDigest digest) {
        return digest == null ? null : digest.value();
    }

    private static @Nullable TextDigest digest(@Nullable Integer column) {
        return column == null ? null : new TextDigest(column);
    }
}
