package dev.chat.core.memory;

import dev.chat.core.error.ErrorCode;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.Message;
import dev.chat.core.room.MessageRepository;
import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import dev.chat.core.room.SendKey;
import dev.chat.core.store.StoreException;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

final class MemoryMessageRepository implements MessageRepository {
    private final MemoryUnitOfWork unitOfWork;
    private final MemoryUserRepository users;
    private final UndoableMap<Key, Message> messages;
    private final UndoableMap<Key, Position> byVersion;
    private final UndoableMap<SendKey, Key> byKey;

    MemoryMessageRepository(MemoryUnitOfWork unitOfWork, MemoryUserRepository users) {
        this.unitOfWork = unitOfWork;
        this.users = users;
        messages = new UndoableMap<>(unitOfWork);
        byVersion = new UndoableMap<>(unitOfWork);
        byKey = new UndoableMap<>(unitOfWork);
    }

    @Override
    public void insert(List<Message> all) throws RejectedException {
        unitOfWork.requireWritable();
        for (Message message : all) {
            insert(message);
        }
    }

    private void insert(Message message) throws RejectedException {
        if (unitOfWork.get(() -> byKey.get(message.key())).isPresent()) {
            throw new RejectedException(ErrorCode.CLIENT_ID_CONFLICT, "This client id was sent before.");
        }
        if (find(message.room(), message.position()).isPresent()) {
            throw new StoreException("There is a message at " + key(message), new IllegalArgumentException(), false);
        }
        byKey.put(message.key(), key(message));
        put(message);
    }

    @Override
    public void update(Message message) {
        Message before = find(message.room(), message.position()).orElseThrow();
        byVersion.remove(new Key(before.room(), before.version()));
        put(message);
    }

    @Override
    public void deleteAll(RoomId room) {
        unitOfWork.requireWritable();
        List<Message> all = unitOfWork.get(() -> List.copyOf(of(room).values()));
        for (Message message : all) {
            messages.remove(key(message));
            byVersion.remove(new Key(room, message.version()));
            byKey.remove(message.key());
        }
    }

    @Override
    public Optional<Message> find(RoomId room, Position position) {
        return unitOfWork.get(() -> messages.get(new Key(room, position)).map(this::named));
    }

    @Override
    public List<Message> findByKeys(Collection<SendKey> keys) {
        return unitOfWork.get(() -> keys.stream()
                .distinct()
                .flatMap(key -> byKey.get(key).flatMap(messages::get).stream())
                .map(this::named)
                .toList());
    }

    @Override
    public List<Message> before(RoomId room, Position position, int limit) {
        return unitOfWork.get(() -> of(room).headMap(new Key(room, position), false).descendingMap().values().stream()
                .limit(limit)
                .map(this::named)
                .toList()
                .reversed());
    }

    @Override
    public List<Message> after(RoomId room, Position position, int limit) {
        return unitOfWork.get(() -> of(room).tailMap(new Key(room, position), false).values().stream()
                .limit(limit)
                .map(this::named)
                .toList());
    }

    /** The messages of a room whose version is after a position, by ascending version. */
    List<Message> changed(RoomId room, Position after, int limit) {
        return unitOfWork.get(() ->
                byVersion.view().subMap(new Key(room, after), false, last(room), true).values().stream()
                        .limit(limit)
                        .map(position ->
                                named(messages.get(new Key(room, position)).orElseThrow()))
                        .toList());
    }

    private NavigableMap<Key, Message> of(RoomId room) {
        return messages.view().subMap(new Key(room, Position.START), true, last(room), true);
    }

    private void put(Message message) {
        messages.put(key(message), message);
        byVersion.put(new Key(message.room(), message.version()), message.position());
    }

    private Message named(Message message) {
        return new Message(
                message.room(),
                message.position(),
                message.version(),
                users.summary(message.author().id()),
                message.clientId(),
                message.text(),
                message.sentAt(),
                message.editedAt(),
                message.deletedAt(),
                message.firstText());
    }

    private static Key key(Message message) {
        return new Key(message.room(), message.position());
    }

    private static Key last(RoomId room) {
        return new Key(room, new Position(Long.MAX_VALUE));
    }

    private record Key(RoomId room, Position position) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byRoom = room.compareTo(other.room);
            return byRoom != 0 ? byRoom : position.compareTo(other.position);
        }
    }
}
