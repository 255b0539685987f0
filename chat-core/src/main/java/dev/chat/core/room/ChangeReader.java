package dev.chat.core.room;

import dev.chat.core.store.UnitOfWork;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the way from a position to now, for the engine itself: it asks nobody who they are. Safe for use by many
 * threads at once; every method may block and may throw {@link dev.chat.core.store.StoreException}.
 */
public final class ChangeReader {
    /** How much is read before it is asked whether that is too much already. */
    private static final int AT_ONCE = 200;

    private final UnitOfWork unitOfWork;
    private final RoomRepository rooms;
    private final ChangeLog changeLog;

    ChangeReader(UnitOfWork unitOfWork, RoomRepository rooms, ChangeLog changeLog) {
        this.unitOfWork = unitOfWork;
        this.rooms = rooms;
        this.changeLog = changeLog;
    }

    /** {@return the log that positions belong to} */
    public Epoch epoch() {
        return changeLog.epoch();
    }

    /**
     * {@return all that changed in a room since a position, or a reset if that is too much, or the position is from
     * another log}
     *
     * @param epoch the log that the position belongs to; null to trust that it is this one
     * @param limit what is too much
     * @throws IllegalArgumentException if there never was such a room
     */
    public CatchUp since(RoomId id, Position after, @Nullable Epoch epoch, CatchUpLimit limit) {
        return unitOfWork.read(() -> {
            Position head = rooms.find(id)
                    .orElseThrow(() -> new IllegalArgumentException("There is no room " + id))
                    .head();
            Reset reset = new Reset(id, changeLog.epoch(), head);
            if (after.isAfter(head) || (epoch != null && !epoch.equals(reset.epoch()))) {
                return reset;
            }
            List<Change> changes = new ArrayList<>();
            return after.equals(head) || readAll(id, after, limit, changes)
                    ? new ChangeBatch(id, after, head, changes)
                    : reset;
        });
    }

    /** {@return how far the logs of these rooms reach, of those that there are} */
    public Map<RoomId, Position> heads(Collection<RoomId> ids) {
        return rooms.heads(ids);
    }

    /** Reads all changes after a position; false if they are too many or too large. */
    private boolean readAll(RoomId id, Position after, CatchUpLimit limit, List<Change> changes) {
        long bytes = 0;
        Position known = after;
        List<Change> next;
        do {
            next = changeLog.since(id, known, AT_ONCE);
            changes.addAll(next);
            bytes += next.stream().mapToLong(ChangeReader::size).sum();
            if (changes.size() > limit.things() || bytes > limit.bytes()) {
                return false;
            }
            known = next.isEmpty() ? known : next.getLast().position();
        } while (next.size() == AT_ONCE);
        return true;
    }

    private static int size(Change change) {
        return change instanceof Change.MessageChanged changed
                ? changed.message().size()
                : 0;
    }
}
