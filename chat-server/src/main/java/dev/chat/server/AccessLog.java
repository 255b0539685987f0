package dev.chat.server;

import dev.chat.web.javalin.ChatPlugin;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a line for each request when it has been answered: a stream's when it ends, a WebSocket's when it is opened.
 * What stands behind the question mark is left out, since a token may stand there.
 */
final class AccessLog implements RequestLog {
    /** The name of the logger. */
    static final String NAME = "access";

    private static final Logger LOG = LoggerFactory.getLogger(NAME);

    @Override
    public void log(Request request, Response response) {
        Object user = request.getAttribute(ChatPlugin.USER_ATTRIBUTE);
        LOG.info(String.format(
                Locale.ROOT,
                "%s %s \"%s %s %s\" %d %d %dms",
                Request.getRemoteAddr(request),
                user == null ? "-" : user,
                plain(request.getMethod()),
                plain(request.getHttpURI().getPath()),
                request.getConnectionMetaData().getProtocol(),
                response.getStatus(),
                Response.getContentBytesWritten(response),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - request.getBeginNanoTime())));
    }

    /** Leaves nothing that could end the line, or pass for another field. */
    private static String plain(String text) {
        return text == null ? "-" : text.replaceAll("[^\\x21-\\x7e]|[\"\\\\]", "?");
    }
}
