package dev.chat.web.javalin;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The network address of a client.
 *
 * @param address where it is
 */
record ClientAddress(InetAddress address) {
    /** Only digits, so that no name is ever looked up. */
    private static final Pattern LITERAL = Pattern.compile("[0-9]{1,3}([.][0-9]{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+");

    private static final int BYTES_OF_A_NETWORK = 8;

    /** Parses an address such as {@code 192.0.2.1} or {@code 2001:db8::1}; empty for all else, names too. */
    static Optional<ClientAddress> parse(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ClientAddress(InetAddress.getByName(text)));
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    /**
     * The address to count by: of IPv6 the network of 64 bits, since each customer gets at least one of those, and may
     * use any address in it.
     */
    ClientAddress network() {
        if (!(address instanceof Inet6Address)) {
            return this;
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, BYTES_OF_A_NETWORK, bytes.length, (byte) 0);
        try {
            return new ClientAddress(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return address.getHostAddress();
    }
}
