package dev.chat.web.javalin;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.InetAddressSet;

/**
 * Proxies that are believed when they tell where a client is ({@code X-Forwarded-For}, or {@code Forwarded} of RFC 7239
 * if there is none). What all others tell is not heard: anybody can send such a header.
 */
public final class TrustedProxies {
    /** Believes nobody: a client is at the other end of its connection. */
    public static final TrustedProxies NONE = new TrustedProxies(new InetAddressSet());

    private static final Pattern FORWARDED_FOR = Pattern.compile("(?i)(?:^|;)\\s*for=\"?([^\";]*)");
    /** An address with a port behind it, or in brackets as IPv6 is written with one. */
    private static final Pattern WITH_PORT = Pattern.compile("\\[([^\\]]*)\\](?::.*)?|([0-9.]+):[^:]*");

    private final InetAddressSet proxies;

    private TrustedProxies(InetAddressSet proxies) {
        this.proxies = proxies;
    }

    /**
     * {@return proxies at these addresses}
     *
     * @param addresses such as {@code 192.0.2.7}, {@code 10.0.0.0/8} or {@code fd00::/8}
     * @throws IllegalArgumentException if one of them is no such address
     */
    public static TrustedProxies of(Collection<String> addresses) {
        InetAddressSet proxies = new InetAddressSet();
        for (String address : addresses) {
            String literal = address.replaceFirst("/[0-9]{1,3}$", "");
            if (ClientAddress.parse(literal).isEmpty()) {
                throw new IllegalArgumentException("\"" + address + "\" is no address such as 192.0.2.7 or 10.0.0.0/8");
            }
            proxies.add(address);
        }
        return new TrustedProxies(proxies);
    }

    /** Tells whether a proxy at this address is believed. */
    boolean contains(InetAddress address) {
        return proxies.test(address);
    }

    /**
     * Where the client of a request is: the last address on its way that is not one of these proxies. Empty where the
     * request came through no network.
     */
    Optional<ClientAddress> client(Context request) {
        Optional<ClientAddress> client =
                Optional.ofNullable(request.req().getRemoteAddr()).flatMap(ClientAddress::parse);
        if (client.isEmpty() || !contains(client.get().address())) {
            return client;
        }
        for (String hop : hops(request).reversed()) {
            Optional<ClientAddress> before = ClientAddress.parse(withoutPort(hop));
            if (before.isEmpty()) {
                return client;
            }
            client = before;
            if (!contains(before.get().address())) {
                return client;
            }
        }
        return client;
    }

    private static List<String> hops(Context request) {
        List<String> addresses = elements(request, "X-Forwarded-For");
        if (!addresses.isEmpty()) {
            return addresses;
        }
        List<String> forwarded = new ArrayList<>();
        for (String element : elements(request, "Forwarded")) {
            Matcher matcher = FORWARDED_FOR.matcher(element);
            forwarded.add(matcher.find() ? matcher.group(1) : "");
        }
        return forwarded;
    }

    private static List<String> elements(Context request, String header) {
        return Collections.list(request.req().getHeaders(header)).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    private static String withoutPort(String hop) {
        Matcher matcher = WITH_PORT.matcher(hop);
        if (!matcher.matches()) {
            return hop;
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }
}
