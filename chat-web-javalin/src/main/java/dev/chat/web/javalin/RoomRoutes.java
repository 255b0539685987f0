package dev.chat.web.javalin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chat.core.Chat;
import dev.chat.core.error.RejectedException;
import dev.chat.core.room.Member;
import dev.chat.core.room.Room;
import dev.chat.core.room.RoomId;
import dev.chat.core.room.RoomListing;
import dev.chat.core.room.RoomName;
import dev.chat.core.user.UserId;
import java.io.IOException;
import java.util.List;

/** Rooms as a whole, and belonging to them. */
final class RoomRoutes {
    private final Chat chat;
    private final Limits limits;

    RoomRoutes(Chat chat, Limits limits) {
        this.chat = chat;
        this.limits = limits;
    }

    void addTo(Routes routes) {
        routes.get("/rooms", this::list);
        routes.post("/rooms", this::create);
        routes.get("/rooms/{room}", call -> room(chat.rooms().get(call.room())));
        routes.patch("/rooms/{room}", this::rename);
        routes.delete("/rooms/{room}", this::delete);
        routes.get("/rooms/{room}/members", this::members);
        routes.put("/rooms/{room}/members/me", this::join);
        routes.delete("/rooms/{room}/members/me", this::leave);
        routes.patch("/rooms/{room}/members/{user}", this::changeRole);
        routes.delete("/rooms/{room}/members/{user}", this::remove);
    }

    private Answer list(Call call) throws Refusal {
        String after = call.parameter("after");
        RoomName place = after == null ? null : new RoomName(Cursor.read(after));
        int limit = call.limit();
        List<RoomListing> found = chat.rooms().list(call.actor(), place, limit + 1);
        return Answer.ok(Cursor.page(
                "rooms", found, limit, listing -> listing.room().name().value(), RoomRoutes::writeListing));
    }

    private static void writeListing(JsonGenerator json, RoomListing listing) throws IOException {
        json.writeStartObject();
        json.writeFieldName("room");
        Things.room(json, listing.room());
        if (listing.callerRole() != null) {
            json.writeStringField("role", Things.role(listing.callerRole()));
        }
        json.writeEndObject();
    }

    private Answer create(Call call) throws Refusal, RejectedException {
        String name = call.body().string("name");
        Room created = limits.newRoom(call.actor(), () -> chat.rooms().create(call.actor(), name));
        return Answer.created(json -> Things.room(json, created));
    }

    private Answer rename(Call call) throws Refusal, RejectedException {
        RoomId room = call.room();
        String name = call.body().string("name");
        return room(limits.newRoom(call.actor(), () -> chat.rooms().rename(call.actor(), room, name)));
    }

    private Answer delete(Call call) throws Refusal, RejectedException {
        chat.rooms().delete(call.actor(), call.room());
        return Answer.done();
    }

    private Answer members(Call call) throws Refusal, RejectedException {
        String after = call.parameter("after");
        UserId place = after == null
                ? null
                : new UserId(Ids.uuid(Cursor.read(after))
                        .orElseThrow(() -> Call.invalid("`after` has to be what an earlier page gave as `next`.")));
        int limit = call.limit();
        List<Member> found = chat.members().list(call.actor(), call.room(), place, limit + 1);
        return Answer.ok(Cursor.page(
                "members", found, limit, member -> member.user().id().toString(), Things::member));
    }

    private Answer join(Call call) throws Refusal, RejectedException {
        return member(chat.members().join(call.actor(), call.room()));
    }

    private Answer leave(Call call) throws Refusal, RejectedException {
        chat.members().leave(call.actor(), call.room());
        return Answer.done();
    }

    private Answer changeRole(Call call) throws Refusal, RejectedException {
        UserId user = call.user(ProblemCode.MEMBER_NOT_FOUND);
        return member(chat.members()
                .changeRole(call.actor(), call.room(), user, call.body().role("role")));
    }

    private Answer remove(Call call) throws Refusal, RejectedException {
        chat.members().remove(call.actor(), call.room(), call.user(ProblemCode.MEMBER_NOT_FOUND));
        return Answer.done();
    }

    private static Answer room(Room room) {
        return Answer.ok(json -> Things.room(json, room));
    }

    private static Answer member(Member member) {
        return Answer.ok(json -> Things.member(json, member));
    }
}
