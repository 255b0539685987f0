package dev.chat.server;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.staticfiles.ResourceHandler;
import io.javalin.http.staticfiles.StaticFileConfig;
import io.javalin.security.RouteRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The browser application: the files on the class path that the client's module brings, wherever no route answers.
 * Files in {@code assets/} have their content's hash in their names, so a browser may keep them for good; of the others
 * it asks each time whether they changed.
 */
final class BrowserApp implements ResourceHandler {
    private static final String ROOT = "META-INF/resources/chat-client/";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*");
    private static final int ETAG_BYTES = 16;

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "webmanifest", "application/manifest+json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "woff2", "font/woff2",
            "map", "application/json");

    /** Only files that exist get in, so this cannot grow beyond them. */
    private final Map<String, Resource> resources = new ConcurrentHashMap<>();

    @Override
    public boolean canHandle(Context context) {
        return find(context).isPresent();
    }

    @Override
    public boolean handle(Context context) {
        Optional<Resource> found = find(context);
        found.ifPresent(resource -> answer(context, resource));
        return found.isPresent();
    }

    @Override
    public boolean addStaticFileConfig(StaticFileConfig config) {
        return false;
    }

    @Override
    public Set<RouteRole> resourceRouteRoles(Context context) {
        return Set.of();
    }

    private static void answer(Context context, Resource resource) {
        context.header("Cache-Control", resource.forGood ? "public, max-age=31536000, immutable" : "no-cache");
        context.header("ETag", resource.etag);
        context.header("Vary", "Accept-Encoding");
        if (resource.isKnown(context.header("If-None-Match"))) {
            context.status(HttpStatus.NOT_MODIFIED);
        } else {
            context.contentType(resource.type).result(resource.content);
        }
    }

    private Optional<Resource> find(Context context) {
        String path = context.path().substring(context.contextPath().length()).replaceFirst("^/", "");
        String name = path.isEmpty() ? "index.html" : path;
        Resource known = resources.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Resource> loaded = load(name);
        loaded.ifPresent(resource -> resources.put(name, resource));
        return loaded;
    }

    private static Optional<Resource> load(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try (InputStream in = BrowserApp.class.getClassLoader().getResourceAsStream(ROOT + name)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] content = in.readAllBytes();
            return Optional.of(new Resource(content, type, name.startsWith("assets/")));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String etag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            // Weak, because it is the same for the content as it is and compressed (RFC 9110, section 8.8.1).
            return "W/\"" + HexFormat.of().formatHex(digest, 0, ETAG_BYTES) + '"';
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    private static final class Resource {
        private final byte[] content;
        private final String type;
        private final String etag;
        private final boolean forGood;

        Resource(byte[] content, String type, boolean forGood) {
            this.content = content;
            this.type = type;
            this.forGood = forGood;
            etag = etag(content);
        }

        /** Compares as RFC 9110, section 13.1.2, has it: weakly, and with each of a list. */
        private boolean isKnown(@Nullable String ifNoneMatch) {
            return ifNoneMatch != null
                    && Arrays.stream(ifNoneMatch.split(",", -1))
                            .map(String::strip)
                            .anyMatch(tag -> tag.equals("*") || tag.equals(etag) || ("W/" + tag).equals(etag));
        }
    }
}
