package dev.chat.core.room;

import dev.chat.core.store.UnitOfWork;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the way from a position to now, for the engine itself: it asks nobody who they are. Safe for use by many
 * threads at once; every method may block and may throw {@link dev.chat.core.store.StoreException}.
 */
public final class ChangeReader {
    /** How many things may have changed before it is cheaper to load the room afresh. */
    public static final int MAX_CHANGES = 1_000;

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
     * {@return all that changed in a room since a position, or a reset if that is more than {@value #MAX_CHANGES}
     * things, or the position is from another log}
     *
     * @param epoch the log that the position belongs to; null to trust that it is this one
     * @throws IllegalArgumentException if there never was such a room
     */
    public CatchUp since(RoomId id, Position after, @Nullable Epoch epoch) {
        return unitOfWork.read(() -> {
            Position head = rooms.find(id)
                    .orElseThrow(() -> new IllegalArgumentException("There is no room " + id))
                    .head();
            Reset reset = new Reset(id, changeLog.epoch(), head);
            if (after.isAfter(head) || (epoch != null && !epoch.equals(reset.epoch()))) {
                return reset;
            }
            List<Change> changes = after.equals(head) ? List.of() : changeLog.since(id, after, MAX_CHANGES + 1);
            return changes.size() > MAX_CHANGES ? reset : new ChangeBatch(id, after, head, changes);
        });
    }
}
