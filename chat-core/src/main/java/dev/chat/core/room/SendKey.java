package dev.chat.core.room;

import dev.chat.core.user.UserId;
import java.util.Comparator;
import java.util.Objects;

/**
 * What makes a send one, however often it is tried: who sends, and the sender's own id of it. In ascending order of
 * authors, then of client ids.
 *
 * @param author who sends
 * @param clientId the author's own id of it
 */
public record SendKey(UserId author, ClientId clientId) implements Comparable<SendKey> {
    private static final Comparator<SendKey> ORDER =
            Comparator.comparing(SendKey::author).thenComparing(key -> key.clientId.value());

    /** Requires both. */
    public SendKey {
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(clientId, "clientId");
    }

    @Override
    public int compareTo(SendKey other) {
        return ORDER.compare(this, other);
    }
}
