package dev.chat.web.javalin;

import dev.chat.core.error.RejectedException;
import dev.chat.core.user.User;
import io.javalin.http.Context;

/**
 * Tells who sends a request, also one for a WebSocket, for which Javalin runs no {@code before} handlers. The default
 * takes the tokens of {@link dev.chat.core.session.Sessions}; a host application puts its own in place to bring its own
 * users, by {@link dev.chat.core.user.Users#getOrCreate}.
 *
 * <p>Headers, cookies, query parameters and the HTTP session can be read here for both. An attribute that a
 * {@code before} handler sets is there for requests alone; add the handler with {@code wsBeforeUpgrade} as well, and it
 * is there for both:
 *
 * <pre>{@code
 * config.routes.before("/*", Shop::findCustomer);
 * config.routes.wsBeforeUpgrade("/*", Shop::findCustomer);
 * }</pre>
 *
 * <p>One that trusts what browsers send by themselves, such as cookies, is safe from pages of other sites: their
 * WebSockets are closed with 4403 unless {@link ChatPlugin.Config#allowedOrigins} names them.
 *
 * <p>Called once for every REST request and for every WebSocket before it opens, by many threads at once; it may block.
 */
@FunctionalInterface
public interface Authenticator {
    /**
     * {@return the user of the chat who sends this request}
     *
     * @param request the request, or the one that asks for a WebSocket; headers, cookies and attributes may be read
     * @throws RejectedException {@link dev.chat.core.error.ErrorCode#UNAUTHENTICATED} if it proves nobody
     */
    User authenticate(Context request) throws RejectedException;
}
