package dev.chat.web.javalin;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A Jetty connector on which the sockets of a {@link ChatPlugin} cost less: what goes out to many is written straight
 * to their connections. On any other connector all works the same, through Jetty's own layers, each of which costs for
 * each frame.
 *
 * <pre>{@code
 * config.jetty.addConnector((server, http) -> new ChatConnector(server, new HttpConnectionFactory(http)));
 * }</pre>
 */
public class ChatConnector extends ServerConnector {
    /** Creates a connector of the server that speaks these protocols. */
    public ChatConnector(Server server, ConnectionFactory... protocols) {
        super(server, protocols);
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key)
            throws IOException {
        SocketChannelEndPoint endPoint = new PatientEndPoint(channel, selector, key, getScheduler());
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }
}
