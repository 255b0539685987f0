package dev.chat.core.room;

import java.util.List;

/** Cuts what was read down to a page: to so many messages, and to so many bytes, but never to nothing. */
final class PageCut {
    private PageCut() {}

    /** The first of the messages that fit. */
    static List<Message> first(List<Message> found, int limit, long maxBytes) {
        long bytes = 0;
        int count = 0;
        for (Message message : found) {
            bytes += message.size();
            if (count == limit || (count > 0 && bytes > maxBytes)) {
                break;
            }
            count++;
        }
        return found.subList(0, count);
    }

    /** The last of the messages that fit. */
    static List<Message> last(List<Message> found, int limit, long maxBytes) {
        return first(found.reversed(), limit, maxBytes).reversed();
    }
}
