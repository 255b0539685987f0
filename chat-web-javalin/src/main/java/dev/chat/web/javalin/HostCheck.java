package dev.chat.web.javalin;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Refuses requests for a host name that is not the server's, before any other handler sees them. */
final class HostCheck extends Handler.Wrapper {
    private final HostNames names;

    HostCheck(HostNames names) {
        this.names = names;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Problem problem = names.problemWith(request);
        if (problem == null) {
            return super.handle(request, response, callback);
        }
        JettyProblems.answer(problem, request, response, callback);
        return true;
    }
}
