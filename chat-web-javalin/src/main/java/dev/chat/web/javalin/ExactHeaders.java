package dev.chat.web.javalin;

import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Has a server tell the value of a header as it was sent. By default, Jetty takes one that differs from an earlier one
 * of the same connection in the case of its letters alone for that: a token or cookie would be accepted after the right
 * one, and the right one be refused after a wrong one.
 */
final class ExactHeaders implements LifeCycle.Listener {
    private ExactHeaders() {}

    /** Sees to it for all connectors that the server has when it starts. */
    static void require(Server server) {
        server.addEventListener(new ExactHeaders());
    }

    @Override
    public void lifeCycleStarting(LifeCycle server) {
        for (Connector connector : ((Server) server).getConnectors()) {
            connector.getConnectionFactories().stream()
                    .filter(HttpConfiguration.ConnectionFactory.class::isInstance)
                    .map(HttpConfiguration.ConnectionFactory.class::cast)
                    .forEach(protocol -> protocol.getHttpConfiguration().setHeaderCacheCaseSensitive(true));
        }
    }
}
