package dev.chat.core.room;

import dev.chat.core.Chat;
import dev.chat.core.error.RejectedException;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.core.user.UserId;
import java.time.Duration;
import java.time.Instant;

/** A chat in memory with an owner and a member in a room, and a stranger outside of it. */
final class RoomFixture {
    Instant now = Instant.parse("2026-11-22T10:30:00.123456Z");
    final Chat chat = Chat.on(new InMemoryPersistence()).clock(() -> now).build();
    final UserId owner;
    final UserId member;
    final UserId stranger;
    final RoomId room;
    private int sends;

    RoomFixture() throws RejectedException {
        owner = chat.users().create("Owner").id();
        member = chat.users().create("Member").id();
        stranger = chat.users().create("Stranger").id();
        room = chat.rooms().create(owner, "Room").id();
        join(member);
    }

    /** Joins later than all before. */
    Member join(UserId actor) throws RejectedException {
        now = now.plus(Duration.ofSeconds(1));
        return chat.members().join(actor, room);
    }

    /** Sends with a client id of its own. */
    Message send(UserId actor, String text) throws RejectedException {
        now = now.plus(Duration.ofSeconds(1));
        return chat.messages().send(actor, room, "send-" + sends++, text).message();
    }

    Position head() throws RejectedException {
        return chat.rooms().get(room).head();
    }

    RoomView open(UserId actor) throws RejectedException {
        return chat.history().open(actor, room, 50);
    }
}
