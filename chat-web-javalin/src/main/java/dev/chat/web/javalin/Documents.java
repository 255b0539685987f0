package dev.chat.web.javalin;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Serves the descriptions of the API, and a page to read them: all from the class path, by relative addresses, without
 * an inline script. Each is read when somebody asks: few do, and together they are larger than all else that a server
 * holds.
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
        Supplier<byte[]> openApi = file("openapi.json");
        serve("/openapi.json", "application/json", context -> OpenApi.of(openApi.get(), context, path, hasSessions));
        serve("/asyncapi.json", "application/json", file("asyncapi.json"));
        serve("/docs/docs.js", "text/javascript", file("docs.js"));
        serve("/docs/swagger-ui.css", "text/css", file(WEB_JAR + "swagger-ui.css"));
        serve("/docs/swagger-ui-bundle.js", "text/javascript", file(WEB_JAR + "swagger-ui-bundle.js"));
        Supplier<byte[]> page = file("docs.html");
        javalin.get(path + "/docs", context -> page(context, page));
    }

    private void serve(String name, String type, Supplier<byte[]> content) {
        serve(name, type, context -> content.get());
    }

    private void serve(String name, String type, Function<Context, byte[]> content) {
        javalin.get(path + name, context -> {
            context.header("Cache-Control", "no-cache").header("X-Content-Type-Options", "nosniff");
            context.contentType(type + "; charset=utf-8").result(content.apply(context));
        });
    }

    private static void page(Context context, Supplier<byte[]> page) {
        if (context.path().endsWith("/")) {
            // From there, the page's relative addresses would lead elsewhere.
            context.status(308).header("Location", "../docs");
            return;
        }
        context.header("Cache-Control", "no-cache")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .contentType("text/html; charset=utf-8")
                .result(page.get());
    }

    /** The content of a file that is there; a missing one is known at once. */
    private static Supplier<byte[]> file(String name) {
        if (Documents.class.getResource(name) == null) {
            throw new IllegalStateException("Not on the class path: " + name);
        }
        return () -> read(name);
    }

    private static byte[] read(String name) {
        try (InputStream stream = Documents.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(stream).readAllBytes();
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
