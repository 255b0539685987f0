package dev.chat.web.javalin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/**
 * Serves the descriptions of the API, and a page to read them: all from the class path, by relative addresses, without
 * an inline script.
 */
final class Documents {
    private static final String WEB_JAR = "/META-INF/resources/webjars/swagger-ui/" + swaggerVersion() + "/";
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final RoutesConfig javalin;
    private final String path;

    Documents(RoutesConfig javalin, String path) {
        this.javalin = javalin;
        this.path = path;
    }

    /**
     * Adds the routes.
     *
     * @param hasSessions whether to describe how to sign up and out
     */
    void add(boolean hasSessions) {
        byte[] openApi = hasSessions ? resource("openapi.json") : withoutSessions(resource("openapi.json"));
        serve("/openapi.json", "application/json", openApi);
        serve("/asyncapi.json", "application/json", resource("asyncapi.json"));
        serve("/docs/docs.js", "text/javascript", resource("docs.js"));
        serve("/docs/swagger-ui.css", "text/css", resource(WEB_JAR + "swagger-ui.css"));
        serve("/docs/swagger-ui-bundle.js", "text/javascript", resource(WEB_JAR + "swagger-ui-bundle.js"));
        byte[] page = resource("docs.html");
        javalin.get(path + "/docs", context -> page(context, page));
    }

    private void serve(String file, String type, byte[] content) {
        javalin.get(path + file, context -> {
            context.header("Cache-Control", "no-cache").header("X-Content-Type-Options", "nosniff");
            context.contentType(type + "; charset=utf-8").result(content);
        });
    }

    private static void page(Context context, byte[] page) {
        if (context.path().endsWith("/")) {
            // From there, the page's relative addresses would lead elsewhere.
            context.status(308).header("Location", "../docs");
            return;
        }
        context.header("Cache-Control", "no-cache")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .contentType("text/html; charset=utf-8")
                .result(page);
    }

    private static byte[] withoutSessions(byte[] openApi) {
        try {
            ObjectMapper mapper = new ObjectMapper();
            ObjectNode document = (ObjectNode) mapper.readTree(openApi);
            ObjectNode paths = (ObjectNode) document.get("paths");
            ((ObjectNode) paths.get(ChatPlugin.API + "/users")).remove("post");
            paths.remove(List.of(ChatPlugin.API + "/sessions/current"));
            return mapper.writeValueAsBytes(document);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream stream = Documents.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("Not on the class path: " + name);
            }
            return stream.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String swaggerVersion() {
        try (InputStream stream = Documents.class.getResourceAsStream("versions.properties")) {
            Properties versions = new Properties();
            versions.load(stream);
            return versions.getProperty("swagger-ui");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
