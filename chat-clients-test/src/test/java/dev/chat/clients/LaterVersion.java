package dev.chat.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes of an answer one that a later version might give. */
final class LaterVersion {
    private LaterVersion() {}

    static JsonNode of(JsonNode answer) {
        JsonNode copy = answer.deepCopy();
        age(copy);
        return copy;
    }

    private static void age(JsonNode node) {
        node.forEach(LaterVersion::age);
        if (node instanceof ObjectNode object) {
            replace(object, "role", Vocabulary.LATER.role());
            replace(object, "code", Vocabulary.LATER.code());
            if (object.get("changes") instanceof ArrayNode changes) {
                changes.insertObject(0).put("position", 1).put("type", "poll").putObject("poll");
            }
            object.putObject("invented").putArray("later").add(1).addObject().put("deep", true);
        }
    }

    private static void replace(ObjectNode object, String field, String value) {
        if (object.path(field).isTextual()) {
            object.put(field, value);
        }
    }
}
