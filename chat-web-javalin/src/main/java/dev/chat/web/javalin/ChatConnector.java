package dev.chat.web.javalin;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Jetty connector on which the sockets of a {@link ChatPlugin} cost less: what goes out to many is written straight
 * to their connections. On any other connector all works the same, through Jetty's own layers, each of which costs for
 * each frame.
 *
 * <p>It also keeps the slow and the greedy from holding all of its connections: the head of a request has to come
 * within 10 seconds, and one network address may be allowed {@linkplain #setMaxConnectionsPerAddress so many} at once.
 * What is set has to be set before it starts.
 *
 * <pre>{@code
 * config.jetty.addConnector((server, http) -> new ChatConnector(server, new HttpConnectionFactory(http)));
 * }</pre>
 */
public class ChatConnector extends ServerConnector {
    private static final Logger LOG = LoggerFactory.getLogger(ChatConnector.class);
    private static final int LOOKS_IN_TIME = 10;
    private static final byte[] TOO_LATE =
            "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final Map<ClientAddress, Integer> open = new ConcurrentHashMap<>();
    private TrustedProxies trustedProxies = TrustedProxies.NONE;
    private int maxConnectionsPerAddress = Integer.MAX_VALUE;
    private Duration headDeadline = Duration.ofSeconds(10);

    /** Creates a connector of the server that speaks these protocols. */
    public ChatConnector(Server server, ConnectionFactory... protocols) {
        super(server, protocols);
    }

    /**
     * Lets one network address (of IPv6, one network of 64 bits) have so many connections at once; without limit unless
     * it is set. What is beyond is answered with 429 and closed.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public void setMaxConnectionsPerAddress(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("At least 1 connection has to be allowed");
        }
        maxConnectionsPerAddress = most;
    }

    /** Does not count the connections of these proxies, which speak for many. */
    public void setTrustedProxies(TrustedProxies proxies) {
        trustedProxies = proxies;
    }

    /** Within what time the head of a request has to come. */
    void setHeadDeadline(Duration time) {
        headDeadline = time;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        lookLater();
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key)
            throws IOException {
        ClientAddress peer = countedAs(channel.getRemoteAddress());
        if (peer != null && !takePlace(peer)) {
            refuse(channel);
            // Jetty closes it.
            throw new IOException("Too many connections from " + peer);
        }
        SocketChannelEndPoint endPoint = new PatientEndPoint(channel, selector, key, getScheduler(), peer);
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }

    @Override
    protected void onEndPointClosed(EndPoint endPoint) {
        super.onEndPointClosed(endPoint);
        if (endPoint instanceof PatientEndPoint one && one.peer() != null) {
            open.computeIfPresent(one.peer(), (peer, count) -> count == 1 ? null : count - 1);
        }
    }

    /** At once, since many may come before the first of them is open. */
    private boolean takePlace(ClientAddress peer) {
        boolean[] taken = {false};
        open.compute(peer, (address, count) -> {
            int before = count == null ? 0 : count;
            taken[0] = before < maxConnectionsPerAddress;
            return taken[0] ? before + 1 : count;
        });
        return taken[0];
    }

    private @Nullable ClientAddress countedAs(@Nullable SocketAddress remote) {
        if (maxConnectionsPerAddress == Integer.MAX_VALUE || !(remote instanceof InetSocketAddress address)) {
            return null;
        }
        return trustedProxies.contains(address.getAddress()) ? null : new ClientAddress(address.getAddress()).network();
    }

    private void refuse(SocketChannel channel) throws IOException {
        LOG.debug("Too many connections from {}", channel);
        // Under TLS nobody could read it.
        if (HttpVersion.HTTP_1_1.is(getDefaultProtocol())) {
            channel.write(ByteBuffer.wrap(tooMany()));
        }
    }

    private static byte[] tooMany() {
        Problem problem = new Problem(
                ProblemCode.RATE_LIMITED,
                "Too many connections from your network address. Behind a proxy, the server has to know it: setting"
                        + " trusted-proxies.");
        String body = new String(Json.bytes(problem::write), StandardCharsets.UTF_8);
        String head =
                "HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\nRetry-After: 5\r\nCache-Control: no-store\r\n"
                        + "Content-Type: application/problem+json\r\nContent-Length: " + body.length() + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    private void lookLater() {
        long millis = Math.max(1, headDeadline.toMillis() / LOOKS_IN_TIME);
        getScheduler().schedule(this::look, millis, TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (!isRunning()) {
            return;
        }
        try {
            long now = System.nanoTime();
            for (EndPoint each : getConnectedEndPoints()) {
                if (each instanceof PatientEndPoint one && one.isHeadOverdue(now, headDeadline.toNanos())) {
                    one.write(Callback.from(one::close), ByteBuffer.wrap(TOO_LATE));
                }
            }
        } finally {
            lookLater();
        }
    }
}
