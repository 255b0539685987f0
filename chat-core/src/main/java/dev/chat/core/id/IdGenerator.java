package dev.chat.core.id;

import java.util.UUID;

/** Makes ids that no one else makes. Safe for use by many threads at once. */
@FunctionalInterface
public interface IdGenerator {
    /** {@return an id that was never returned before} */
    UUID next();
}
