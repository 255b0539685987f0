package dev.chat.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.Set;
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
        boolean here = address.isLoopbackAddress() || address.isAnyLocalAddress();
        String host = here ? "localhost" : local.getHostString();
        String base = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + local.getPort();
        return path.endsWith("/") ? base + path : base + path + "/";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public String toString() {
        InetAddress address = local.getAddress();
        String reach = address.isLoopbackAddress() ? " (this machine only; --host 0.0.0.0 lets others in)" : "";
        return address.getHostAddress() + ":" + local.getPort() + reach;
    }
}
