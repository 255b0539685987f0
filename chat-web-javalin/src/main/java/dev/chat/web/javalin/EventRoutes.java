package dev.chat.web.javalin;

import dev.chat.core.Chat;
import dev.chat.core.delivery.Subscription;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.Epoch;
import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import io.javalin.http.Context;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens streams of server-sent events. */
final class EventRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(EventRoutes.class);

    private static final Problem TOO_MANY = new Problem(
            ProblemCode.TOO_MANY_CONNECTIONS,
            "You have too many sockets and streams open. Close one first.",
            CloseCode.TOO_MANY_CONNECTIONS.retryAfter());

    private final Chat chat;
    private final Callers callers;
    private final Limits limits;
    private final Connections connections;
    private final BatchEncoder encoder;
    private final int budget;
    private final Duration quiet;

    EventRoutes(Chat chat, Callers callers, Limits limits, Connection.Shared shared, int budget, Duration quiet) {
        this.chat = chat;
        this.callers = callers;
        this.limits = limits;
        this.budget = budget;
        this.quiet = quiet;
        connections = shared.connections();
        encoder = shared.encoder();
    }

    void addTo(Routes routes) {
        routes.stream("/rooms/{room}/events", this::open);
    }

    private void open(Context context) throws Refusal, RejectedException {
        Caller caller = callers.of(context);
        limits.admit(caller.id());
        Call call = new Call(context, caller.user());
        RoomId room = call.room();
        Position known = position(call);
        String epochName = call.parameter("epoch");
        Epoch epoch = epochName == null ? null : Ids.epoch(epochName);
        Position after = known == null ? chat.rooms().get(room).head() : known;
        EventStream stream =
                new EventStream(caller, after, chat.history().epoch(), encoder, new OutgoingQueue(budget), quiet);
        Subscription subscription = chat.hub().subscribeDirectly(caller.id(), room, after, epoch, stream);
        try {
            if (!connections.takePlace(caller.id())) {
                throw new Refusal(TOO_MANY);
            }
            connections.add(stream);
            if (!caller.isStillKnown(chat)) {
                stream.end();
            }
            start(context, stream, subscription);
        } catch (Throwable failure) {
            // No thread will ever do it.
            connections.remove(stream);
            subscription.close();
            throw failure;
        }
    }

    private static @Nullable Position position(Call call) throws Refusal {
        Optional<String> last = call.header("Last-Event-ID").filter(id -> !id.isEmpty());
        return last.isPresent() ? Call.position("Last-Event-ID", last.get()) : call.position("after");
    }

    private void start(Context context, EventStream stream, Subscription subscription) {
        HttpServletResponse response = context.res();
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        // For proxies that would rather collect or compress than pass on.
        response.setHeader("Cache-Control", "no-store, no-transform");
        response.setHeader("X-Accel-Buffering", "no");
        OutputStream out = outputOf(response);
        // Before Javalin does it with a time limit.
        AsyncContext async = context.req().startAsync();
        async.setTimeout(0);
        // Never done. Jetty may find out first that the reader is gone, and takes the request back; Javalin, if it went
        // on with it, would stumble over that, over having stumbled, and so on without end.
        context.future(CompletableFuture::new);
        Thread.startVirtualThread(() -> {
            try {
                stream.write(out, subscription);
            } finally {
                connections.remove(stream);
                complete(async);
            }
        });
    }

    private static void complete(AsyncContext async) {
        try {
            async.complete();
        } catch (IllegalStateException takenBack) {
            LOG.debug("A stream of events was over already", takenBack);
        }
    }

    private static OutputStream outputOf(HttpServletResponse response) {
        try {
            return response.getOutputStream();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
