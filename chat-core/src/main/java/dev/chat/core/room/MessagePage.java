package dev.chat.core.room;

import java.util.List;

/**
 * Some of a room's messages, one behind the other without a gap.
 *
 * @param messages them, deleted ones too, by ascending position; may be empty
 * @param hasOlder whether there are messages before these
 * @param hasNewer whether there are messages after these
 */
public record MessagePage(List<Message> messages, boolean hasOlder, boolean hasNewer) {
    /** The most messages that a page may have. */
    public static final int MAX_LIMIT = 200;

    /**
     * The most bytes of text (UTF-8) that a page may have; one that would have more holds fewer messages than asked.
     */
    public static final int MAX_BYTES = 1024 * 1024;

    /** Copies the messages. */
    public MessagePage {
        messages = List.copyOf(messages);
    }
}
