package dev.chat.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What takes a client from one position of a room to another.
 *
 * @param after what the client must know already
 * @param upTo what it knows then
 * @param changes what changed in between
 */
record Batch(long after, long upTo, List<Change> changes) {
    static Batch of(JsonNode json) {
        List<Change> changes = new ArrayList<>();
        for (JsonNode change : json.path("changes")) {
            changes.add(Change.of(change));
        }
        return new Batch(json.path("after").asLong(), json.path("upTo").asLong(), changes);
    }

    /** {@return what is wrong with its inner order, in words; null if nothing is} */
    @Nullable
    String fault() {
        if (upTo < after) {
            return "a batch that goes back from " + after + " to " + upTo;
        }
        long last = after;
        for (Change change : changes) {
            if (change.position <= last || change.position > upTo) {
                return "a batch from " + after + " to " + upTo + " in which " + change.position + " follows " + last;
            }
            if (change.message != null && change.message.version() != change.position) {
                return "a change at " + change.position + " of a message of version " + change.message.version();
            }
            last = change.position;
        }
        return null;
    }

    /**
     * The new state of one thing.
     *
     * @param position where it changed
     * @param message the message that changed; null if it was a member, or the room itself
     */
    record Change(long position, @Nullable Message message) {
        static Change of(JsonNode json) {
            boolean isMessage = json.path("type").asText().equals("message");
            return new Change(json.path("position").asLong(), isMessage ? Message.of(json.path("message")) : null);
        }
    }
}
