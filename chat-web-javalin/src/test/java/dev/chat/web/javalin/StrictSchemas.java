package dev.chat.web.javalin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * The schemas of a document made as strict as this version of the server is. What they say for themselves is open,
 * since clients are generated from them that must bear later servers, and plain, since generators understand little
 * else.
 */
final class StrictSchemas {
    private static final String UUID = "{'format': 'uuid', 'pattern': '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'}";

    private static final Map<String, String> RULES = Map.ofEntries(
            Map.entry("Id", UUID),
            Map.entry("Epoch", UUID),
            Map.entry("Time", "{'pattern': '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z$'}"),
            Map.entry("Cursor", "{'minLength': 1}"),
            Map.entry("SignedUp", "{'allOf': [{'properties': {'token': {'minLength': 1}}}]}"),
            Map.entry("Opened", "{'allOf': [{'properties': {'members': {'maxItems': 100}}}]}"),
            Map.entry("Message", """
                    {'oneOf': [
                        {'required': ['text'], 'not': {'required': ['deletedAt']}},
                        {'required': ['deletedAt'], 'not': {'required': ['text']}}]}"""),
            Map.entry("Change", """
                    {'minProperties': 3, 'maxProperties': 3, 'oneOf': [
                        {'required': ['message'], 'properties': {'type': {'const': 'message'}}},
                        {'required': ['member'], 'properties': {'type': {'const': 'member'}}},
                        {'required': ['room'], 'properties': {'type': {'const': 'room'}}}]}"""),
            Map.entry("CatchUp", """
                    {'oneOf': [
                        {'required': ['after', 'upTo', 'changes'], 'maxProperties': 4},
                        {'required': ['reset', 'head'], 'properties': {'reset': {'const': true}}, 'maxProperties': 3}]}"""),
            Map.entry("server.heartbeat", "{'allOf': [{'properties': {'heads': {'minProperties': 1}}}]}"),
            Map.entry("server.closing", "{'allOf': [{'properties': {'code': {'enum': [1001, 1013, 4429, 4430]}}}]}"));

    private StrictSchemas() {}

    static JsonNode of(JsonNode document) {
        JsonNode copy = document.deepCopy();
        close(copy);
        JsonNode schemas = copy.at("/components/schemas");
        RULES.forEach((name, rules) -> {
            if (schemas.get(name) instanceof ObjectNode schema) {
                schema.setAll((ObjectNode) Api.parse(rules.replace('\'', '"')));
            }
        });
        return copy;
    }

    private static void close(JsonNode node) {
        node.forEach(StrictSchemas::close);
        if (node instanceof ObjectNode object) {
            if (object.path("properties").isObject() && object.path("type").isTextual()) {
                object.put("additionalProperties", false);
            }
            JsonNode known = object.remove("x-extensible-enum");
            if (known != null) {
                object.set("enum", known);
            }
        }
    }
}
