package dev.chat.web.javalin;

import java.net.IDN;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.HostPort;
import org.jspecify.annotations.Nullable;

/**
 * The names that a server answers to. The page of an attacker's name that suddenly leads to this server (DNS rebinding)
 * is of one origin with it, so a browser lets that page do everything; only the name gives it away.
 *
 * <p>Addresses need no check, since no page comes from one but that of its own server: so probes by address work. The
 * same goes for {@code localhost}, and for requests without any name, which no browser sends.
 */
final class HostNames {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final String LOCALHOST = "localhost";
    private static final int LONGEST_SHOWN = 100;

    private final @Nullable Set<String> names;

    /**
     * Creates the check.
     *
     * @param names in whatever case, without a port; null for any
     */
    HostNames(@Nullable Set<String> names) {
        this.names = names == null
                ? null
                : names.stream().map(IDN::toASCII).map(HostNames::plain).collect(Collectors.toUnmodifiableSet());
    }

    /** {@return why the request is refused; null if it is not} */
    @Nullable
    Problem problemWith(Request request) {
        if (names == null) {
            return null;
        }
        return hosts(request)
                .filter(host -> !isAdmitted(host))
                .findFirst()
                .map(HostNames::problem)
                .orElse(null);
    }

    /** HTTP/2 and requests that name the whole address have it there, all others in the header; some have both. */
    private static Stream<String> hosts(Request request) {
        String authority = request.getHttpURI().getAuthority();
        return Stream.concat(
                Stream.ofNullable(authority), request.getHeaders().getValuesList(HttpHeader.HOST).stream());
    }

    private boolean isAdmitted(String hostAndPort) {
        String host;
        try {
            host = plain(new HostPort(hostAndPort).getHost());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
        return host.equals(LOCALHOST)
                || host.endsWith("." + LOCALHOST)
                || host.startsWith("[")
                || IPV4.matcher(host).matches()
                || (names != null && names.contains(host));
    }

    private static String plain(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static Problem problem(String host) {
        String shown = host.length() > LONGEST_SHOWN ? host.substring(0, LONGEST_SHOWN) + "…" : host;
        return new Problem(
                ProblemCode.MISDIRECTED_REQUEST,
                "This server does not answer to the name " + shown
                        + ". If it is the server's, whoever runs it adds the name to the setting public-host.");
    }
}
