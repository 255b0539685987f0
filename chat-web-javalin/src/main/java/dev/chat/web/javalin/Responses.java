package dev.chat.web.javalin;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;

/** Writes answers and refusals. */
final class Responses {
    private Responses() {}

    /** Keeps what is answered out of caches, and browsers from taking it for anything else than it says. */
    static void protect(Context context) {
        context.header("Cache-Control", "no-store");
        context.header("X-Content-Type-Options", "nosniff");
    }

    static void answer(Context context, Answer answer) {
        context.status(answer.status());
        if (answer.body() == null) {
            context.res().setContentType(null);
        } else {
            context.contentType("application/json").result(Json.bytes(answer.body()));
        }
    }

    /**
     * Refuses a request. What the host application does with an error of its own, such as a page for each 404, is not
     * for this one.
     */
    static void refuse(Context context, Problem problem) {
        HttpServletResponse response = context.res();
        if (problem.code() == ProblemCode.UNAUTHENTICATED) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        problem.retryAfterSeconds().ifPresent(seconds -> response.setHeader("Retry-After", seconds));
        context.status(problem.code().status())
                .contentType("application/problem+json")
                .result(Json.bytes(problem::write))
                .skipRemainingHandlers();
    }
}
