package dev.chat.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chat.core.Chat;
import dev.chat.core.memory.InMemoryPersistence;
import dev.chat.core.room.ChangeBatch;
import dev.chat.core.room.Position;
import dev.chat.core.room.RoomId;
import dev.chat.core.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A room in a chat whose broadcaster hands over what the test lets through. */
abstract class HubFixture {
    final Gate gate = new Gate();
    final Chat chat = Chat.on(new InMemoryPersistence())
            .broadcaster(gate)
            .dispatcher(Runnable::run)
            .heartbeat(Duration.ZERO)
            .build();
    final UserId owner = chat.users().create("Owner").id();
    final UserId member = chat.users().create("Member").id();
    final RoomId room = chat.rooms().create(owner, "Room").id();
    final List<Delivery> deliveries = new ArrayList<>();
    int sends;

    HubFixture() throws Exception {
        chat.members().join(member, room);
    }

    Position send() throws Exception {
        return chat.messages()
                .send(owner, room, "send-" + sends, "Text " + sends++)
                .message()
                .position();
    }

    Subscription subscribe(UserId user, Position after) throws Exception {
        return chat.hub().subscribeDirectly(user, room, after, null, deliveries::add);
    }

    Position head() throws Exception {
        return chat.rooms().get(room).head();
    }

    List<ChangeBatch> batches() {
        return deliveries.stream()
                .filter(Delivery.Changes.class::isInstance)
                .map(delivery -> ((Delivery.Changes) delivery).batch())
                .toList();
    }

    /** Requires that the batches lead from one position to the other, each from where the one before it ended. */
    void assertContiguous(Position from, Position to) {
        Position known = from;
        for (ChangeBatch batch : batches()) {
            assertThat(batch.after()).isEqualTo(known);
            known = batch.upTo();
        }
        assertThat(known).isEqualTo(to);
    }
}
