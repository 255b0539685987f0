package dev.chat.web.javalin;

import dev.chat.core.room.MessagePage;
import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import dev.chat.core.user.User;
import dev.chat.core.user.UserId;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request of a known caller, and what it says. */
final class Call {
    private static final int DEFAULT_LIMIT = 50;

    private final Context context;
    private final User caller;

    Call(Context context, User caller) {
        this.context = context;
        this.caller = caller;
    }

    Context context() {
        return context;
    }

    User caller() {
        return caller;
    }

    UserId actor() {
        return caller.id();
    }

    RoomId room() throws Refusal {
        return Ids.room(context.pathParam("room"));
    }

    UserId user(ProblemCode notFound) throws Refusal {
        return Ids.user(context.pathParam("user"), notFound);
    }

    Position message() throws Refusal {
        return Ids.message(context.pathParam("position"));
    }

    Fields body() throws Refusal {
        return Json.read(Body.read(context));
    }

    int limit() throws Refusal {
        String text = parameter("limit");
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        return Ids.position(text)
                .map(Position::value)
                .filter(limit -> limit >= 1 && limit <= MessagePage.MAX_LIMIT)
                .map(Math::toIntExact)
                .orElseThrow(() -> invalid("`limit` has to be 1 to %d.".formatted(MessagePage.MAX_LIMIT)));
    }

    @Nullable
    Position position(String name) throws Refusal {
        String text = parameter(name);
        return text == null ? null : position(name, text);
    }

    static Position position(String name, String text) throws Refusal {
        return Ids.position(text)
                .orElseThrow(() -> invalid("`%s` has to be an integer, %s.".formatted(name, Ids.POSITIONS)));
    }

    /** A parameter of the address; null if absent. */
    @Nullable
    String parameter(String name) throws Refusal {
        List<String> values = context.queryParamMap().get(name);
        if (values == null) {
            return null;
        }
        // Javalin drops values that it cannot decode.
        return values.stream()
                .findFirst()
                .orElseThrow(() -> invalid("`%s` is not percent-encoded UTF-8.".formatted(name)));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(context.header(name));
    }

    static Refusal invalid(String detail) {
        return new Refusal(ProblemCode.INVALID_REQUEST, detail);
    }
}
