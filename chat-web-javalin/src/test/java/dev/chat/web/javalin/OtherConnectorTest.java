package dev.chat.web.javalin;

import java.util.function.BiFunction;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The same where frames go through Jetty's own layers. */
class OtherConnectorTest extends SlowReaderTest {
    @Override
    BiFunction<Server, ConnectionFactory, ServerConnector> connector() {
        return ServerConnector::new;
    }
}
