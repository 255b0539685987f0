package dev.chat.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chat.core.Chat;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.web.javalin.ChatPlugin;
import io.javalin.Javalin;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** A real server on a free port, behind a proxy that notes which operations are called. */
final class Server implements AutoCloseable {
    private static final JsonNode PATHS = document().get("paths");

    private final Chat chat = Chat.on(new InMemoryPersistence()).build();
    private final Javalin javalin = Javalin.create(config -> {
                config.startup.showJavalinBanner = false;
                config.registerPlugin(new ChatPlugin(chat));
            })
            .start("localhost", 0);
    private final Proxy proxy;

    private Server(UnaryOperator<JsonNode> version) throws IOException {
        proxy = new Proxy(javalin.port(), version);
    }

    static Server ofThisVersion() throws IOException {
        return new Server(UnaryOperator.identity());
    }

    /** A server whose answers hold fields, roles, codes and changes that no document of today names. */
    static Server ofALaterVersion() throws IOException {
        return new Server(LaterVersion::of);
    }

    String address() {
        return "http://localhost:" + proxy.port();
    }

    /** The operations that were called, such as {@code GET /api/v1/users}. */
    Set<String> called() {
        Set<String> called = new TreeSet<>();
        proxy.requests().forEach(request -> called.add(operation(request)));
        return called;
    }

    /** All operations of the document. */
    static Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : PATHS.properties()) {
            path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
        }
        return operations;
    }

    private static String operation(String request) {
        return operations().stream()
                .filter(operation -> request.matches(operation.replaceAll("\\{[a-z]+}", "[^/]+")))
                .min((one, other) -> Boolean.compare(one.endsWith("}"), other.endsWith("}")))
                .orElse(request);
    }

    private static JsonNode document() {
        try (InputStream stream = ChatPlugin.class.getResourceAsStream("openapi.json")) {
            return new ObjectMapper().readTree(stream);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void close() {
        proxy.close();
        javalin.stop();
        chat.close();
    }
}
