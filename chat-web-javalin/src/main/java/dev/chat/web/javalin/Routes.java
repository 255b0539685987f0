package dev.chat.web.javalin;

import dev.chat.core.error.RejectedException;
import dev.chat.core.user.User;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * Adds the routes of the API below one address, and sees to it that whatever is asked there is answered as the protocol
 * says.
 */
final class Routes {
    private static final List<HandlerType> METHODS = List.of(
            HandlerType.GET,
            HandlerType.HEAD,
            HandlerType.POST,
            HandlerType.PUT,
            HandlerType.PATCH,
            HandlerType.DELETE,
            HandlerType.OPTIONS,
            HandlerType.QUERY,
            HandlerType.TRACE,
            HandlerType.CONNECT);

    private final RoutesConfig javalin;
    private final String base;
    private final Authenticator authenticator;
    private final HostNames hosts;
    private final Limits limits;
    private final Map<String, Set<String>> methods = new LinkedHashMap<>();

    Routes(RoutesConfig javalin, String base, Authenticator authenticator, HostNames hosts, Limits limits) {
        this.javalin = javalin;
        this.base = base;
        this.authenticator = authenticator;
        this.hosts = hosts;
        this.limits = limits;
        javalin.before(base + "/*", this::prepare);
    }

    void get(String path, Operation operation) {
        Handler handler = answering(known(operation));
        add(HandlerType.HEAD, path, handler);
        add(HandlerType.GET, path, handler);
    }

    void post(String path, Operation operation) {
        add(HandlerType.POST, path, answering(known(operation)));
    }

    /** Adds an operation whose caller need not be known. */
    void postByAnyone(String path, Anyone operation) {
        add(HandlerType.POST, path, answering(operation));
    }

    void put(String path, Operation operation) {
        add(HandlerType.PUT, path, answering(known(operation)));
    }

    void patch(String path, Operation operation) {
        add(HandlerType.PATCH, path, answering(known(operation)));
    }

    void delete(String path, Operation operation) {
        add(HandlerType.DELETE, path, answering(known(operation)));
    }

    /** Adds a stream, which finds out who calls and answers by itself, unless it is refused. */
    void stream(String path, Stream stream) {
        add(HandlerType.GET, path, context -> {
            try {
                stream.open(context);
            } catch (Refusal | RejectedException | RuntimeException failure) {
                Responses.refuse(context, Problem.of(failure));
            }
        });
    }

    /** Answers whatever is left below the address; to be called last. */
    void finish() {
        for (Map.Entry<String, Set<String>> known : methods.entrySet()) {
            Set<String> allowed = new TreeSet<>(known.getValue());
            allowed.add("OPTIONS");
            String allow = String.join(", ", allowed);
            for (HandlerType method : METHODS) {
                if (!known.getValue().contains(method.name())) {
                    javalin.addHttpHandler(method, base + known.getKey(), context -> otherMethod(context, allow));
                }
            }
        }
        for (HandlerType method : METHODS) {
            javalin.addHttpHandler(method, base + "/*", Routes::notFound);
        }
    }

    /**
     * Makes sure that what is asked at the operations' addresses comes here.
     *
     * @throws IllegalStateException if a route of the application's is in the way
     */
    void requireReached(Neighbours neighbours) {
        methods.forEach((path, names) ->
                names.forEach(name -> neighbours.requireReached(HandlerType.findOrCreate(name), base + path)));
    }

    /** All operations that were added, such as {@code GET /api/v1/users}; HEAD goes without saying. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        methods.forEach((path, names) -> names.stream()
                .filter(name -> !name.equals("HEAD"))
                .forEach(name -> operations.add(name + " " + ChatPlugin.API + path)));
        return operations;
    }

    private void add(HandlerType method, String path, Handler handler) {
        methods.computeIfAbsent(path, each -> new TreeSet<>()).add(method.name());
        javalin.addHttpHandler(method, base + path, handler);
    }

    private Anyone known(Operation operation) {
        return context -> {
            User caller = authenticator.authenticate(context);
            limits.admit(caller.id());
            return operation.run(new Call(context, caller));
        };
    }

    private static Handler answering(Anyone operation) {
        return context -> {
            try {
                Responses.answer(context, operation.run(context));
            } catch (Refusal | RejectedException | RuntimeException failure) {
                Problem problem = Problem.of(failure);
                Responses.refuse(context, problem);
                if (problem.code() == ProblemCode.BODY_TOO_LARGE) {
                    Body.passOver(context);
                }
            }
        };
    }

    /** What Javalin would stumble over before it comes to a route. */
    private void prepare(Context context) {
        Responses.protect(context);
        Problem misdirected = hosts.problemWith(ServletContextRequest.getServletContextRequest(context.req()));
        if (misdirected != null) {
            Responses.refuse(context, misdirected);
        } else if (!METHODS.contains(context.method())) {
            Responses.refuse(context, new Problem(ProblemCode.METHOD_NOT_ALLOWED, "This method has no meaning here."));
        } else if (!PercentEncoding.isSound(context.path())) {
            notFound(context);
        } else if (BearerToken.isAmbiguous(context)) {
            Responses.refuse(context, new Problem(ProblemCode.INVALID_REQUEST, "Send one Authorization header only."));
        } else {
            try {
                limits.admit(context);
            } catch (Refusal tooMuch) {
                Responses.refuse(context, tooMuch.problem());
            }
        }
    }

    private static void otherMethod(Context context, String allow) {
        context.header("Allow", allow);
        if (context.method().equals(HandlerType.OPTIONS)) {
            context.status(204);
        } else {
            Responses.refuse(context, new Problem(ProblemCode.METHOD_NOT_ALLOWED, "Allowed here are " + allow + "."));
        }
    }

    private static void notFound(Context context) {
        Responses.refuse(context, new Problem(ProblemCode.NOT_FOUND, "There is no such address in this API."));
    }

    /** What a request does whose caller may be unknown. */
    @FunctionalInterface
    interface Anyone {
        Answer run(Context context) throws Refusal, RejectedException;
    }

    /** What opens a stream. */
    @FunctionalInterface
    interface Stream {
        void open(Context context) throws Refusal, RejectedException;
    }
}
