package dev.chat.web.javalin;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the page that asks for a WebSocket may have one: browsers let any page ask, send the user's cookies
 * along, and let it read.
 */
final class Origins {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final Set<String> allowed;

    Origins(Set<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    /**
     * Tells whether it is no browser that asks, or a page of the same host and port, or of an origin on the list.
     * Whether the page came by TLS does not matter: a proxy may have taken that off. Nor is the host to be trusted by
     * itself: {@link HostNames} has refused those that are not this server's.
     *
     * @param origin the header of that name
     * @param host the header of that name
     */
    boolean allow(@Nullable String origin, @Nullable String host) {
        return origin == null
                || allowed.stream().anyMatch(origin::equalsIgnoreCase)
                || (host != null && isSame(origin, host));
    }

    private static boolean isSame(String origin, String host) {
        try {
            URI page = new URI(origin);
            URI server = new URI(page.getScheme() + "://" + host);
            return page.getHost() != null
                    && page.getHost().equalsIgnoreCase(server.getHost())
                    && page.getUserInfo() == null
                    && port(page) == port(server);
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "https".equalsIgnoreCase(address.getScheme()) ? HTTPS_PORT : HTTP_PORT;
    }
}
