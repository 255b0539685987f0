package dev.chat.server;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The port that the server has, taken before anything is started that would have to be stopped again. */
final class Listening implements AutoCloseable {
    /**
     * How many may wait to be let in, as when all come back after a restart: ten thousand took 5 s with this, one
     * thousand 15 s with the default.
     */
    private static final int BACKLOG = 4_096;

    private final ServerSocketChannel channel;
    private final InetSocketAddress local;

    private Listening(ServerSocketChannel channel, InetSocketAddress local) {
        this.channel = channel;
        this.local = local;
    }

    /**
     * Takes a port.
     *
     * @throws StartException if it is in use, forbidden, or on no address of this machine
     */
    static Listening on(String host, int port) throws StartException {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw new StartException("There is no network address " + host + ".", unknown);
        }
        try {
            return bind(new InetSocketAddress(address, port));
        } catch (IOException failure) {
            throw new StartException(
                    "Cannot listen on port " + port + " of " + host + ": " + reason(failure, port), failure);
        }
    }

    private static Listening bind(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            // Else a restart would have to wait until the connections of the one before are forgotten.
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address, BACKLOG);
            return new Listening(channel, (InetSocketAddress) channel.getLocalAddress());
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    private static String reason(IOException failure, int port) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("in use")) {
            return "something else does already. Stop it, or choose another port with --port.";
        }
        if (message.contains("ermission")) {
            return "that is not allowed to this user. Choose one from 1024 on with --port.";
        }
        return port > 0 && message.contains("assign") ? "this machine does not have that address." : message + ".";
    }

    ServerSocketChannel channel() {
        return channel;
    }

    /**
     * {@return the names that a server here answers to, besides those of this machine; null for any} Where nobody has
     * said: none if only this machine gets here, so that no page of a stranger's name does either; else any, since the
     * machine, its containers and its proxies have names that the server cannot know.
     *
     * @param said what somebody has said, or nothing
     */
    @Nullable
    Set<String> namesToAnswerTo(Set<String> said) {
        return said.isEmpty() && !local.getAddress().isLoopbackAddress() ? null : said;
    }

    /** {@return the address to open, on this machine if it listens there} */
    String address(String path) {
        InetAddress address = local.getAddress();
        boolean here = address.isAnyLocalAddress() || literal(address).equals("127.0.0.1");
        return url(here ? "localhost" : bracketed(address), path);
    }

    /** {@return the addresses to open from other machines; empty unless it listens on all that this machine has} */
    Optional<String> fromElsewhere(String path) {
        if (!local.getAddress().isAnyLocalAddress()) {
            return Optional.empty();
        }
        try {
            return Optional.of(NetworkInterface.networkInterfaces()
                            .flatMap(NetworkInterface::inetAddresses)
                            .filter(this::isReachable)
                            .map(address -> url(bracketed(address), path))
                            .distinct()
                            .collect(Collectors.joining(", ")))
                    .filter(addresses -> !addresses.isEmpty());
        } catch (SocketException unknown) {
            return Optional.empty();
        }
    }

    private boolean isReachable(InetAddress address) {
        boolean spoken = local.getAddress() instanceof Inet6Address || address instanceof Inet4Address;
        return spoken && !address.isLoopbackAddress() && !address.isLinkLocalAddress();
    }

    private String url(String host, String path) {
        String base = "http://" + host + ":" + local.getPort();
        return path.endsWith("/") ? base + path : base + path + "/";
    }

    private static String bracketed(InetAddress address) {
        String literal = literal(address);
        return literal.contains(":") ? "[" + literal + "]" : literal;
    }

    /** An address as people write it (RFC 5952): Java leaves the zeros in. */
    private static String literal(InetAddress address) {
        return address.getHostAddress().replaceFirst("(^|:)(0(:|$)){2,}", "::");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public String toString() {
        InetAddress address = local.getAddress();
        String reach = address.isLoopbackAddress() ? " (this machine only; --host 0.0.0.0 lets others in)" : "";
        return bracketed(address) + ":" + local.getPort() + reach;
    }
}
