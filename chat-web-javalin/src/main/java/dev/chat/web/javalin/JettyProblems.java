package dev.chat.web.javalin;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what Jetty refuses by itself, because it is not HTTP or no address, in the words of the protocol rather than
 * with a page.
 */
final class JettyProblems extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        answer(
                new Problem(code(response.getStatus()), "This is not a request that can be understood."),
                request,
                response,
                callback);
        return true;
    }

    /** Answers a request of which nothing but Jetty has seen anything. */
    static void answer(Problem problem, Request request, Response response, Callback callback) {
        ProblemView view = ProblemView.of(
                problem, request.getHttpURI().getPath(), request.getHeaders().get(HttpHeader.ACCEPT));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, view.type());
        response.getHeaders().put(HttpHeader.VARY, "Accept");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        problem.retryAfterSeconds().ifPresent(seconds -> response.getHeaders().put(HttpHeader.RETRY_AFTER, seconds));
        response.setStatus(problem.code().status());
        response.write(true, ByteBuffer.wrap(view.bytes()), callback);
    }

    private static ProblemCode code(int status) {
        return switch (status) {
            case 404 -> ProblemCode.NOT_FOUND;
            case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
            case 413 -> ProblemCode.BODY_TOO_LARGE;
            case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
            case 429 -> ProblemCode.RATE_LIMITED;
            case 500 -> ProblemCode.INTERNAL_ERROR;
            case 503 -> ProblemCode.UNAVAILABLE;
            default -> ProblemCode.INVALID_REQUEST;
        };
    }
}
