package dev.chat.web.javalin;

import dev.chat.core.Chat;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.Epoch;
import dev.chat.core.room.HistoryQuery;
import dev.chat.core.room.Message;
import dev.chat.core.room.MessagePage;
import dev.chat.core.room.Position;
import dev.chat.core.room.Reset;
import dev.chat.core.room.RoomView;
import dev.chat.core.room.Sent;
import java.util.ArrayList;
import java.util.List;

/** Messages: saying something, and reading it. */
final class MessageRoutes {
    private final Chat chat;

    MessageRoutes(Chat chat) {
        this.chat = chat;
    }

    void addTo(Routes routes) {
        routes.get("/rooms/{room}/open", this::open);
        routes.get("/rooms/{room}/messages", this::page);
        routes.post("/rooms/{room}/messages", this::send);
        routes.get("/rooms/{room}/messages/{position}", this::message);
        routes.patch("/rooms/{room}/messages/{position}", this::edit);
        routes.delete("/rooms/{room}/messages/{position}", this::delete);
        routes.get("/rooms/{room}/changes", this::changes);
    }

    private Answer open(Call call) throws Refusal, RejectedException {
        RoomView view = chat.history().open(call.actor(), call.room(), call.limit());
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("epoch", view.epoch().toString());
            json.writeNumberField("head", view.room().head().value());
            json.writeFieldName("room");
            Things.room(json, view.room());
            json.writeFieldName("me");
            Things.member(json, view.caller());
            Things.list(json, "members", view.members(), Things::member);
            Things.list(json, "messages", view.newest().messages(), Things::message);
            json.writeBooleanField("hasOlder", view.newest().hasOlder());
            json.writeEndObject();
        });
    }

    private Answer page(Call call) throws Refusal, RejectedException {
        MessagePage page = chat.history().page(call.actor(), call.room(), query(call), call.limit());
        return Answer.ok(json -> {
            json.writeStartObject();
            Things.list(json, "messages", page.messages(), Things::message);
            json.writeBooleanField("hasOlder", page.hasOlder());
            json.writeBooleanField("hasNewer", page.hasNewer());
            json.writeEndObject();
        });
    }

    private static HistoryQuery query(Call call) throws Refusal {
        List<HistoryQuery> queries = new ArrayList<>();
        Position before = call.position("before");
        if (before != null) {
            queries.add(new HistoryQuery.Before(before));
        }
        Position after = call.position("after");
        if (after != null) {
            queries.add(new HistoryQuery.After(after));
        }
        Position around = call.position("around");
        if (around != null) {
            queries.add(new HistoryQuery.Around(around));
        }
        if (queries.size() > 1) {
            throw Call.invalid("Only one of `before`, `after` and `around` can be given.");
        }
        return queries.isEmpty() ? new HistoryQuery.Newest() : queries.getFirst();
    }

    private Answer send(Call call) throws Refusal, RejectedException {
        Fields body = call.body();
        Sent sent = chat.messages().send(call.actor(), call.room(), body.string("clientId"), body.string("text"));
        Json.Writing message = json -> Things.message(json, sent.message());
        return sent.duplicate() ? Answer.ok(message) : Answer.created(message);
    }

    private Answer message(Call call) throws Refusal, RejectedException {
        return message(chat.history().message(call.actor(), call.room(), call.message()));
    }

    private Answer edit(Call call) throws Refusal, RejectedException {
        return message(chat.messages()
                .edit(call.actor(), call.room(), call.message(), call.body().string("text")));
    }

    private Answer delete(Call call) throws Refusal, RejectedException {
        return message(chat.messages().delete(call.actor(), call.room(), call.message()));
    }

    private Answer changes(Call call) throws Refusal, RejectedException {
        Position after = call.position("after");
        if (after == null) {
            throw Call.invalid("`after` is missing.");
        }
        String epochName = call.parameter("epoch");
        Epoch epoch = epochName == null ? null : Ids.epoch(epochName);
        Epoch current = chat.history().epoch();
        return switch (chat.history().changesSince(call.actor(), call.room(), after, epoch)) {
            case ChangeBatch batch -> changes(current, batch);
            case Reset reset -> reset(reset);
        };
    }

    private static Answer changes(Epoch epoch, ChangeBatch batch) {
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeStringField("epoch", epoch.toString());
            json.writeNumberField("after", batch.after().value());
            json.writeNumberField("upTo", batch.upTo().value());
            Things.list(json, "changes", batch.changes(), Things::change);
            json.writeEndObject();
        });
    }

    private static Answer reset(Reset reset) {
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeBooleanField("reset", true);
            json.writeStringField("epoch", reset.epoch().toString());
            json.writeNumberField("head", reset.head().value());
            json.writeEndObject();
        });
    }

    private static Answer message(Message message) {
        return Answer.ok(json -> Things.message(json, message));
    }
}
