package dev.chat.web.javalin;

import dev.chat.core.Chat;
import dev.chat.core.error.RejectedException;
import dev.chat.core.session.SignedIn;
import dev.chat.core.session.Token;
import dev.chat.core.user.User;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** Users, and signing in and out. */
final class UserRoutes {
    private final Chat chat;
    private final Limits limits;
    private final Connections connections;

    UserRoutes(Chat chat, Limits limits, Connections connections) {
        this.chat = chat;
        this.limits = limits;
        this.connections = connections;
    }

    void addTo(Routes routes) {
        routes.get("/users", this::list);
        routes.get("/users/me", call -> user(call.caller()));
        routes.get("/users/{user}", call -> user(chat.users().get(call.user(ProblemCode.USER_NOT_FOUND))));
        routes.patch("/users/me", this::rename);
        routes.delete("/users/me", this::delete);
    }

    /** Adds what makes sense only where this engine keeps the sessions. */
    void addSessionsTo(Routes routes) {
        routes.postByAnyone("/users", this::signUp);
        routes.delete("/sessions/current", this::signOut);
    }

    private Answer signUp(Context context) throws Refusal, RejectedException {
        String name = Json.read(Body.read(context)).string("name");
        SignedIn signedIn = limits.newUser(context, () -> chat.sessions().signUp(name));
        return Answer.created(json -> {
            json.writeStartObject();
            json.writeFieldName("user");
            Things.user(json, signedIn.user());
            json.writeStringField("token", signedIn.token().value());
            json.writeEndObject();
        });
    }

    private Answer list(Call call) throws Refusal {
        String after = call.parameter("after");
        String place = after == null ? null : Cursor.read(after);
        int limit = call.limit();
        List<User> found = chat.users().list(place, limit + 1);
        return Answer.ok(Cursor.page("users", found, limit, User::nameKey, Things::user));
    }

    private Answer rename(Call call) throws Refusal, RejectedException {
        String name = call.body().string("name");
        return user(limits.renaming(call.actor(), () -> chat.users().rename(call.actor(), name)));
    }

    private Answer delete(Call call) throws RejectedException {
        chat.users().delete(call.actor());
        connections.endUser(call.actor());
        return Answer.done();
    }

    private Answer signOut(Call call) {
        Optional<Token> token = BearerToken.of(call.context());
        token.ifPresent(chat.sessions()::signOut);
        token.ifPresent(connections::endSession);
        return Answer.done();
    }

    private static Answer user(User user) {
        return Answer.ok(json -> Things.user(json, user));
    }
}
