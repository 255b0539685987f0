package dev.chat.web.javalin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The OpenAPI document as one server gives it: with the server's own address, so that a generated client knows whom to
 * ask, and without the operations that the server does not have.
 */
final class OpenApi {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private OpenApi() {}

    /**
     * Adapts the document.
     *
     * @param mount the path that the chat is mounted at; empty for the root
     * @param hasSessions whether users sign up and out here
     */
    static byte[] of(byte[] document, Context context, String mount, boolean hasSessions) {
        try {
            ObjectNode root = (ObjectNode) MAPPER.readTree(document);
            root.putArray("servers").addObject().put("url", address(context) + mount);
            if (!hasSessions) {
                removeSessions(root.get("paths"));
            }
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String address(Context context) {
        String scheme = context.req().getScheme();
        int port = context.req().getServerPort();
        boolean usual = port == (scheme.equals("https") ? 443 : 80);
        String host = context.req().getServerName();
        return scheme + "://" + host + (usual ? "" : ":" + port) + context.contextPath();
    }

    private static void removeSessions(JsonNode paths) {
        ((ObjectNode) paths.get(ChatPlugin.API + "/users")).remove("post");
        ((ObjectNode) paths).remove(ChatPlugin.API + "/sessions/current");
    }
}
