package dev.chat.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message as the protocol shows it.
 *
 * @param position where it was sent
 * @param version the position of its last change
 * @param author the id of who sent it
 * @param clientId the sender's own id of it
 * @param text what it says; null once deleted
 */
record Message(
        long position,
        long version,
        String author,
        String clientId,
        @Nullable String text) {
    static Message of(JsonNode json) {
        JsonNode text = json.path("text");
        return new Message(
                json.path("position").asLong(),
                json.path("version").asLong(),
                json.at("/author/id").asText(),
                json.path("clientId").asText(),
                text.isTextual() ? text.asText() : null);
    }

    /** {@return what tells it from every other: the client id, and the first word of its text, which are the same} */
    Set<String> tokens() {
        return text == null ? Set.of(clientId) : Set.copyOf(List.of(clientId, firstWord(text)));
    }

    /** {@return whether it is what was sent under this token, whatever became of it since} */
    boolean is(String token) {
        return tokens().contains(token);
    }

    /** {@return whether it is the same message, perhaps in another state} */
    boolean isSameAs(Message other) {
        return position == other.position && author.equals(other.author) && clientId.equals(other.clientId);
    }

    /** {@return whether both say the same, or were deleted both} */
    boolean saysTheSameAs(Message other) {
        return text == null ? other.text == null : text.equals(other.text);
    }

    @Override
    public String toString() {
        return clientId + (text == null ? " (deleted)" : " \"" + text + "\"");
    }

    private static String firstWord(String text) {
        int end = text.indexOf(' ');
        return end < 0 ? text : text.substring(0, end);
    }
}
