package dev.chat.core.room;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A room as somebody sees it who looks for one.
 *
 * @param room the room
 * @param callerRole what the caller may do in it; null if no member
 */
public record RoomListing(Room room, @Nullable Role callerRole) {
    /** {@return what the caller may do in it; empty if no member} */
    public Optional<Role> role() {
        return Optional.ofNullable(callerRole);
    }
}
