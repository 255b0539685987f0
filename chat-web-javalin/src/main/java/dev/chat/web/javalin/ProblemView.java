package dev.chat.web.javalin;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a problem looks like to the one who asked: problem details for programs, and a plain page for people, whose
 * browsers ask for pages. Below the API there are only programs.
 *
 * @param type the content type
 * @param text the content
 */
record ProblemView(String type, String text) {
    /**
     * The view for a request.
     *
     * @param path that was asked for
     * @param accept the header of that name
     */
    static ProblemView of(Problem problem, @Nullable String path, @Nullable String accept) {
        boolean isPage =
                accept != null && accept.contains("text/html") && (path == null || !path.contains(ChatPlugin.API));
        return isPage
                ? new ProblemView("text/html; charset=utf-8", page(problem))
                : new ProblemView(
                        "application/problem+json", new String(Json.bytes(problem::write), StandardCharsets.UTF_8));
    }

    /** Answers what no route of the whole server did, or what one of them failed at. */
    static void answer(Context context, ProblemCode code, String detail) {
        ProblemView view = of(new Problem(code, detail), context.path(), context.header("Accept"));
        context.header("Vary", "Accept").header("Cache-Control", "no-store");
        context.contentType(view.type).result(view.bytes());
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String page(Problem problem) {
        return """
                <!doctype html>
                <html lang="en">
                  <head>
                    <meta charset="utf-8">
                    <meta name="viewport" content="width=device-width, initial-scale=1">
                    <title>%1$s</title>
                  </head>
                  <body>
                    <h1>%1$s</h1>
                    <p>%2$s</p>
                  </body>
                </html>
                """.formatted(escaped(problem.code().title()), escaped(problem.detail()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
